/** The process of one Pulumi program. It is separate because an unhandled rejection ends every program in its process. */
import { describeThrown } from "../describe-thrown.ts";
import { oneLine } from "../one-line.ts";
import type { FinalMessage, ParentMessage, ProgramJob, ProgramMessage } from "../protocol.ts";
import { deferPackages } from "./defer-packages.ts";
import { onUncaught } from "./on-uncaught.ts";
import { endWithoutParent } from "./parent-loss.ts";

const cancelled = new AbortController();

const send = (message: ProgramMessage): Promise<void> => new Promise((resolve) => void process.send?.(message, () => resolve()));

let ended = false;

/** Sends the final message and exits. Later failures are ignored. */
async function end(message: FinalMessage): Promise<void> {
  if (ended) return;
  ended = true;
  await send(message);
  // Pulumi would print the promises that are still open.
  process.removeAllListeners("exit");
  if (process.connected) process.exit();
}

const fail = (message: string): void => void end({ type: "failed", message, diagnostics: [], steps: [] });

function start(job: ProgramJob): void {
  onUncaught((thrown) => fail(`uncaught ${oneLine(describeThrown(thrown), job)}`));
  process.on("exit", () => fail("its process called process.exit"));
  deferPackages();
  void import("./run-job.ts")
    .then(({ runJob }) => runJob(job, cancelled.signal, (registered) => void send({ type: "progress", registered })))
    .then(end);
}

process.on("message", (message: ParentMessage) => {
  if (message.type === "cancel") cancelled.abort();
  else start(message.job);
});

if (process.connected) process.on("disconnect", () => void endWithoutParent());
else await endWithoutParent();
