import type { PublishedCommand } from "../app/publish/publish.ts";
import type { DatastoreFlags, PublishFlags } from "./flags.ts";
import type { RunContext, Shown } from "./shown.ts";

/** Runs a command in the working tree, or publishes its change as one commit. */
export async function publishOrWrite(context: RunContext, flags: PublishFlags & DatastoreFlags, run: PublishedCommand): Promise<Shown> {
  if (!flags.publish) return { kind: "up", result: await run(context, flags) };
  const { publishCommand } = await import("../app/publish/publish.ts");
  return { kind: "published", result: await publishCommand(context, flags, run) };
}
