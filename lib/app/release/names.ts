import { FAIRLEAD_IN_OPS } from "../../base/fairlead.ts";
import { nearest, suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import { nameProblem } from "../../model/names.ts";
import { BUILD_FACTS } from "../../releases/build-facts.ts";
import { listChannelNames, listServiceNames } from "../../releases/list.ts";
import type { Store } from "../../releases/store.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import type { AppContext } from "../context.ts";

/** Refuses the arguments of a command before any request. Empty strings are no problems. @throws UserError USAGE with every problem */
export function refuseProblems(problems: readonly string[], hint?: string): void {
  const found = problems.filter((problem) => problem !== "");
  if (found.length > 0) throw new UserError("USAGE", found.join("; "), hint === undefined ? {} : { hint });
}

/** @throws UserError USAGE */
export const requireChannel = (channel: string): void => refuseProblems([channelProblem(channel)]);

/** Returns the problem of a service's name. Empty if there is none. */
export const serviceProblem = (name: string): string =>
  nameProblem(name) === undefined ? "" : `service "${shorten(name)}" is not the name of a service`;

export const channelProblem = (channel: string): string => {
  const { isValid, problem } = BUILD_FACTS.channel;
  return isValid(channel) ? "" : `channel "${channel}" ${problem}`;
};

/** @throws UserError USAGE */
export function requireService(service: string | undefined): void {
  const problem = service === undefined ? undefined : nameProblem(service);
  if (problem !== undefined) throw new UserError("USAGE", `service ${problem}`);
}

/** Refuses a service that neither the datastore nor the project around has. @throws UserError NOT_FOUND, DATASTORE */
export async function requireKnownService(context: AppContext, store: Store, service: string): Promise<void> {
  const specs = (await workspaceAround(context))?.specs.services() ?? [];
  const known = [...new Set([...(await listServiceNames(store)), ...specs])].sort();
  if (known.includes(service)) return;
  throw new UserError("NOT_FOUND", `there is no service "${service}" in ${store.url}${suggestion(service, known)}`, {
    hint: `${FAIRLEAD_IN_OPS} release list`,
  });
}

/** Refuses a channel that does not exist. The first channel of a datastore needs no word. @throws UserError NOT_FOUND, DATASTORE */
export async function requireKnownChannel(store: Store, channel: string): Promise<void> {
  const known = await listChannelNames(store);
  if (known.length === 0 || known.includes(channel)) return;
  throw new UserError("NOT_FOUND", `${store.url} has no channel "${channel}", only ${known.join(", ")}`, {
    hint: `--channel ${nearest(channel, known) ?? known[0]}; --new-channel creates ${channel}`,
  });
}

/** Emits an event if the project around has no such service. A release may come before its spec, but a typo is more likely. */
export async function emitUnknownService(context: AppContext, service: string): Promise<void> {
  const workspace = await workspaceAround(context);
  const known = workspace?.specs.services() ?? [];
  if (workspace === undefined || known.includes(service)) return;
  context.onEvent({ kind: "service-unknown", service, nearest: nearest(service, known) });
}

/** Returns the repository around; undefined outside of one, as in an application's CI. @param part the part that the caller reads */
export async function workspaceAround({ workspace }: AppContext, part: "specs" | "all" = "specs"): Promise<Workspace | undefined> {
  try {
    return await workspace(part);
  } catch (error) {
    if (error instanceof UserError && error.code === "NO_PROJECT") return undefined;
    throw error;
  }
}
