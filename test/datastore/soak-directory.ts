import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { type Child, endOf, startChild } from "./child.ts";
import { open } from "./place.ts";
import { oneOf, randomOf } from "./random.ts";
import type { Soaked, SoakTask } from "./soak-task.ts";
import type { Operation, SoakEvent } from "./soak-client.ts";
import type { WorkerTask } from "./soak-worker.ts";

const WORKERS = 6;
const CLIENTS = 3;
/** The probability of death at a step. A process has about ten thousand steps a minute. */
const DEATH_PER_STEP = 1 / 1500;
/** Milliseconds between two kills at any moment. A process takes about 150 to start. */
const KILL = { minimum: 100, maximum: 500 } as const;

/** Runs processes that write to one directory and are killed: at a step of a write, or at any moment. */
export async function soakDirectory({ seed, services, startedAt, model, isOver }: SoakTask): Promise<Soaked> {
  const directory = mkdtempSync(join(tmpdir(), "fairlead-soak-"));
  const random = randomOf(seed);
  const faults = { "killed at a step": 0, "killed at any moment": 0 };
  const alive: Child[] = [];
  const killed = new Set<Child>();

  const run = async (child: Child): Promise<number | NodeJS.Signals | null> => {
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      const event = eventIn(line);
      if (event !== undefined) model.take(event);
      if (isOver()) child.stdin.end();
    });
    const closed = new Promise((resolve) => lines.once("close", resolve));
    const end = await endOf(child);
    // Its last reports are still in the pipe.
    await closed;
    return end;
  };

  /** Runs one worker after another in the same slots, until the soak is over. */
  const succession = async (slot: number): Promise<void> => {
    let again: readonly Operation[] = [];
    for (let life = 1; !isOver(); life += 1) {
      const name = `worker-${slot}-${life}`;
      const task: WorkerTask = {
        directory,
        name,
        firstSlot: slot * CLIENTS,
        clients: CLIENTS,
        seed: Math.floor(random() * 2 ** 32),
        services,
        startedAt,
        again,
        deathPerStep: DEATH_PER_STEP,
      };
      const child = startChild("soak-worker.ts", [JSON.stringify(task)]);
      alive.push(child);
      const end = await run(child);
      alive.splice(alive.indexOf(child), 1);
      const unfinished = Array.from({ length: CLIENTS }, (_, index) => model.died(`${name}-${index}`)).filter((one) => one !== undefined);
      again = unfinished.filter(() => random() < 0.5);
      if (end === "SIGKILL") faults[killed.has(child) ? "killed at any moment" : "killed at a step"] += 1;
      else if (end !== 0) throw new Error(`${name} ended with ${end}`);
    }
  };

  const kill = async (): Promise<void> => {
    while (!isOver()) {
      await sleep(KILL.minimum + random() * (KILL.maximum - KILL.minimum));
      if (alive.length === 0 || isOver()) continue;
      const child = oneOf(alive, random);
      killed.add(child);
      child.kill("SIGKILL");
    }
    for (const child of alive) child.stdin.end();
  };

  const successions = Array.from({ length: WORKERS }, (_, slot) => succession(slot));
  return {
    open: () => open({ url: `file:${directory}` }),
    clients: Promise.all([...successions, kill()]).then(() => undefined),
    faults: () => faults,
    audit: () => [],
    calm: () => undefined,
    stop: async () => {
      for (const child of alive) child.kill("SIGKILL");
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Parses a report. Undefined if the death of its writer cut the line short. */
function eventIn(line: string): SoakEvent | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
