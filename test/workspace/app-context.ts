import type { AppContext } from "../../lib/app/context.ts";
import type { AppEvent } from "../../lib/app/events.ts";
import { record } from "../../lib/app/release/record.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import type { MemoryWorkspace } from "./memory-workspace.ts";

/** A context over an in-memory workspace, with a datastore in a temporary directory. */
export interface TestContext extends AppContext {
  readonly events: readonly AppEvent[];
  /** Records a build of a service, as its CI does. */
  readonly build: (service: string, number: number) => Promise<unknown>;
}

const NOW = "2026-06-01T00:00:00Z";

export function testContext(workspace: MemoryWorkspace): TestContext {
  const events: AppEvent[] = [];
  let writes = 0;
  const datastore = `file:${temporaryDirectory("datastore")}`;
  const context: AppContext = {
    cwd: "/memory",
    home: "/memory/home",
    env: { FAIRLEAD_DATASTORE: datastore, FAIRLEAD_ENGINE: "embedded" },
    onEvent: (event) => void events.push(event),
    workspace: () => workspace,
    writer: { now: () => NOW, writeId: () => `write-${(writes += 1)}` },
  };
  const build = (service: string, number: number): Promise<unknown> =>
    record(context, {
      services: [service],
      image: `registry.example.com/shop/${service}`,
      tag: `v${number}`,
      digest: `sha256:${number.toString(16).padStart(64, "0")}`,
      commit: number.toString(16).padStart(7, "0"),
      run: String(number),
      builtAt: NOW,
      channel: workspace.channel,
      upstream: false,
      verifyImage: false,
    });
  return { ...context, events, build };
}
