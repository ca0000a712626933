/**
 * A process of several clients of a directory. It prints what they do, and may kill itself at any step. Its only argument is a
 * `WorkerTask`. It ends when its input ends.
 */
import { writeSync } from "node:fs";
import { directoryStore } from "../../lib/releases/directory/directory-store.ts";
import { randomOf } from "./random.ts";
import { type Operation, soakClient } from "./soak-client.ts";

export interface WorkerTask {
  readonly directory: string;
  readonly name: string;
  readonly firstSlot: number;
  readonly clients: number;
  readonly seed: number;
  readonly services: readonly string[];
  readonly startedAt: number;
  readonly again: readonly Operation[];
  /** The probability that the process kills itself at a step of a write. */
  readonly deathPerStep: number;
}

const task: WorkerTask = JSON.parse(process.argv[2] ?? "");
const random = randomOf(task.seed);
const store = directoryStore(`file:${task.directory}`, task.directory, {
  onStep: () => {
    if (random() < task.deathPerStep) process.kill(process.pid, "SIGKILL");
  },
});
let over = false;
process.stdin.resume().on("end", () => (over = true));

await Promise.all(
  Array.from({ length: task.clients }, (_, index) =>
    soakClient({
      name: `${task.name}-${index}`,
      slot: task.firstSlot + index,
      seed: Math.floor(random() * 2 ** 32),
      services: task.services,
      startedAt: task.startedAt,
      again: task.again.filter((_operation, at) => at % task.clients === index),
      open: async () => store,
      // Synchronous: a report has left the process before it can die.
      emit: (event) => void writeSync(1, `${JSON.stringify(event)}\n`),
      isOver: () => over,
    }),
  ),
);
