import type { PersonCommand } from "../app/publish/delivery/parts.ts";
import type { PublishedCommand } from "../app/publish/publish.ts";
import type { Selection } from "../workspace/selection.ts";
import { openPullRequests } from "./open-pull-requests.ts";
import type { DatastoreFlags, DeliveryFlags, PublishFlags } from "./flags.ts";
import type { RunContext, Shown } from "./shown.ts";

/** A command whose changes go to a stack by its delivery. */
interface DeliveredCommand {
  readonly command: PersonCommand;
  readonly selection: Selection;
}

/** Runs a command as `publishOrWrite` does. Stacks with the delivery `pr` get a pull request, unless the person pushes directly. */
export async function deliverOrWrite(
  context: RunContext,
  flags: DeliveryFlags & DatastoreFlags,
  { command, selection }: DeliveredCommand,
  run: PublishedCommand,
): Promise<Shown> {
  if (!flags.publish || flags.direct) return publishOrWrite(context, flags, run);
  const { publishCommand } = await import("../app/publish/publish.ts");
  const delivery = { command, selection, repository: flags.repository, open: openPullRequests };
  return { kind: "published", result: await publishCommand(context, flags, run, delivery) };
}

/** Runs a command in the working tree, or publishes its change as one commit. */
export async function publishOrWrite(context: RunContext, flags: PublishFlags & DatastoreFlags, run: PublishedCommand): Promise<Shown> {
  if (!flags.publish) return { kind: "up", result: await run(context, flags) };
  const { publishCommand } = await import("../app/publish/publish.ts");
  return { kind: "published", result: await publishCommand(context, flags, run) };
}
