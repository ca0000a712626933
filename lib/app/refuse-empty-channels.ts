import { FAIRLEAD } from "../base/fairlead.ts";
import { suggestion } from "../base/suggestion.ts";
import { UserError } from "../base/user-error.ts";
import type { StackFile } from "../model/fleet.ts";
import { listServices } from "../releases/list.ts";
import { isEmptyChannel } from "../releases/read.ts";
import type { Store } from "../releases/store.ts";
import type { FleetVersions } from "../resolve/gate.ts";
import { invalidSpec } from "../workspace/invalid-spec.ts";

interface Followers extends Pick<FleetVersions, "stacks" | "locks" | "channels"> {
  readonly selects: (stack: string, service: string) => boolean;
  readonly files: readonly StackFile[];
}

/**
 * Refuses an empty channel that locks follow: it is a mistake, not a fleet that lost every release.
 * @throws UserError INVALID_SPEC if the datastore has other channels, DATASTORE if it has none
 */
export async function refuseEmptyChannels(store: Store, { stacks, locks, channels, selects, files }: Followers): Promise<void> {
  const following = stacks.flatMap(({ name: stack, channel }) => {
    const entries = [...(locks.get(stack) ?? [])].filter(([service, { release }]) => release !== undefined && selects(stack, service));
    const named = channels.get(channel);
    return (named === undefined || isEmptyChannel(named)) && entries.length > 0 ? [{ stack, channel, entries: entries.length }] : [];
  });
  if (following.length === 0) return;
  const known = (await listServices(store)).map(({ name }) => name);
  if (known.length > 0) {
    throw invalidSpec(
      following.map(({ stack, channel }) => ({
        file: files.find((each) => each.stack.name === stack)?.file ?? "",
        path: "channel",
        message: `${store.url} has no channel "${channel}"${suggestion(channel, known, `${FAIRLEAD} release list`)}`,
      })),
    );
  }
  const names = [...new Set(following.map(({ channel }) => channel))].join(", ");
  const entries = following.reduce((sum, each) => sum + each.entries, 0);
  throw new UserError("DATASTORE", `${store.url} has no channel ${names}, but ${entries} lock entries came from one`, {
    hint: "check the datastore's address: --datastore, FAIRLEAD_DATASTORE, then datastore in fairlead.config.ts",
  });
}
