import { lockPath } from "../../compile/generated-paths.ts";
import { buildOfId } from "../../releases/release-id.ts";
import { isHeld } from "../../resolve/hold.ts";
import type { Hold, LockEntry } from "../../resolve/lock.ts";
import type { LockChange } from "../locks.ts";
import type { Risk } from "./risk.ts";
import type { Trait } from "./trait.ts";

type Found = Pick<Trait, "risk" | "text">;

/** Lists the risks of a change of a lock entry. */
export function lockRisks({ stack, service, before, after }: LockChange): readonly Risk[] {
  const found = [
    ...holdRisks(before, after),
    ...(after === undefined ? [] : [...orderRisks(before, after), ...sourceRisks(before, after), ...imageRisks(before, after)]),
  ];
  return found.map(({ risk: kind, text }) => ({ kind, stack, service, object: "lock", text, path: lockPath(stack) }));
}

function holdRisks(before: LockEntry | undefined, after: LockEntry | undefined): readonly Found[] {
  const hold = before?.hold;
  if (hold === undefined || (after?.hold?.tag === hold.tag && isServiceHold(after.hold) === isServiceHold(hold))) return [];
  const name = `the hold of ${hold.by} on ${isServiceHold(hold) ? "the service" : hold.tag}`;
  if (after === undefined) return [{ risk: "hold", text: `loses ${name} with its entry` }];
  if (isServiceHold(hold)) return [{ risk: "hold", text: `${name} ends, and it runs ${after.tag}` }];
  if (isHeld(hold, after)) return [{ risk: "hold", text: `resumes: ${name} ends, and it runs that release again` }];
  const moves = before?.tag !== after.tag || before.digest !== after.digest;
  const why =
    after.hold === undefined ? (moves ? `and it runs ${after.tag}` : "and nothing else moves") : `and another one is on ${after.hold.tag}`;
  return [{ risk: "hold", text: `${name} ends, ${why}` }];
}

/** True if a person holds the service itself, and not only keeps it off a release. */
const isServiceHold = ({ since }: Hold): boolean => since !== undefined;

/** Names a move to an older build of the same service. */
function orderRisks(before: LockEntry | undefined, after: LockEntry): readonly Found[] {
  if (before?.release === undefined || after.release === undefined || before.service !== after.service) return [];
  if (buildOfId(after.release) >= buildOfId(before.release)) return [];
  return [{ risk: "hold", text: `goes back from ${before.tag} to the older build ${after.tag}` }];
}

/** Lists changes of the channel and of the service that the releases come from. */
function sourceRisks(before: LockEntry | undefined, after: LockEntry): readonly Found[] {
  if (before === undefined) return [];
  const { channel, service } = before;
  return [
    ...(channel !== undefined && channel !== after.channel
      ? [{ risk: "hold", text: `follows the channel ${after.channel ?? "(none)"} instead of ${channel}` } as const]
      : []),
    ...(service === after.service ? [] : [{ risk: "hold", text: `takes the releases of ${after.service ?? "its own name"}` } as const]),
  ];
}

function imageRisks(before: LockEntry | undefined, after: LockEntry): readonly Found[] {
  const { image, digest } = after;
  return [
    ...(image === undefined || image === before?.image ? [] : [{ risk: "image", text: `runs images of ${image}` } as const]),
    ...(digest === undefined && before?.digest !== undefined
      ? [{ risk: "image", text: `runs an image${image === undefined ? "" : ` of ${image}`} without a digest` } as const]
      : []),
  ];
}
