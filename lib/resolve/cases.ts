import { type CaseWithoutHistory, usesPointer } from "./case.ts";
import type { FleetVersions, StackVersions } from "./gate.ts";
import { completeEntry } from "./lock.ts";

/** The fleet, and everything that must be known before its cases can be listed. */
export interface CasesInput extends FleetVersions {
  /** `<service>/<release>` -> why the record cannot be used. */
  readonly brokenRecords: ReadonlyMap<string, string>;
  /** True if the generated tree has the service. */
  readonly isDeployed: (stack: string, service: string) => boolean;
  /** True if the run decides about the pair. @default every pair */
  readonly selects?: (stack: string, service: string) => boolean;
}

/** Lists a stack's services that the run decides about. */
export function casesOf(stack: StackVersions, input: CasesInput): readonly CaseWithoutHistory[] {
  const { name, tier, channel: channelName, services } = stack;
  const { channels, locks, brokenRecords, isDeployed, resume, selects = () => true } = input;
  const channel = channels.get(channelName);
  return services.flatMap((versioned) => {
    const { name: service, release } = versioned;
    if (!selects(name, service)) return [];
    const { isReserved } = versioned;
    const candidate = isReserved === true ? undefined : channel?.pointers.get(release);
    const locked = locks.get(name)?.get(service);
    const found = {
      stack: name,
      tier,
      channel: channelName,
      service,
      release,
      ...(versioned.isImage === undefined ? {} : { isImage: versioned.isImage }),
      ...(isReserved === undefined ? {} : { isReserved }),
      ...(versioned.usesCloud === undefined ? {} : { usesCloud: versioned.usesCloud }),
      repositories: [versioned.image, ...versioned.imagesFrom],
      locked: isReserved === true ? locked : locked && completeEntry(locked, { channel: channelName, image: versioned.image }),
      candidate,
      isDeployed: isDeployed(name, service),
      broken: channel?.broken.get(release),
    };
    // A record that the stack already runs is not read again.
    const record = candidate !== undefined && usesPointer(found, resume) ? brokenRecords.get(`${release}/${candidate.release}`) : undefined;
    return [{ ...found, broken: found.broken ?? record }];
  });
}
