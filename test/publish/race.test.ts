import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { environment } from "../project.ts";
import type { Clone } from "./clone.ts";
import { Remote, REPOSITORIES } from "./ops-repo.ts";

/** The number of services. Each has a publisher. */
const PUBLISHERS = 50;

/** The number of processes at a time. */
const PROCESSES = 4;

const NAMES = Array.from({ length: PUBLISHERS }, (_, at) => `s${String(at).padStart(2, "0")}`);

/** Publishes after each release of the services, in a process. @returns the outcomes */
function publishers(clone: Clone, services: readonly string[]): Promise<readonly string[]> {
  const program = join(import.meta.dirname, "publisher-process.ts");
  const child = spawn(process.execPath, [program, clone.root, clone.datastore, ...services], { env: environment({}) });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => child.on("close", () => resolve(output.trim().split("\n"))));
}

it.each(REPOSITORIES)("50 publishers on %s: every change arrives, in one line of commits", { timeout: 600_000 }, async (repositories) => {
  const remote = new Remote(repositories);
  const first = await remote.create(NAMES);
  const shares = Array.from({ length: PROCESSES }, (_, process) => NAMES.filter((_name, at) => at % PROCESSES === process));
  // Two processes share a clone.
  const clones = shares.map((_share, at) => (at === 0 ? first : at === 1 ? first : remote.clone()));
  const outcomes = (await Promise.all(shares.map((share, at) => publishers(clones[at] ?? first, share)))).flat();
  const gaveUp = /^GIT nothing is published to origin\/main: other pushes came first 5 times; commit [0-9a-f]{12} is kept as /;
  expect(outcomes.filter((outcome) => !["published", "unchanged"].includes(outcome) && !gaveUp.test(outcome))).toEqual([]);
  expect(outcomes.filter((outcome) => !gaveUp.test(outcome))).toHaveLength(PUBLISHERS);
  expect(NAMES.flatMap((name) => ["latest", "prod"].map((stack) => remote.tag(stack, name)))).toEqual(NAMES.flatMap(() => ["v2", "v2"]));
  expect(remote.git("rev-list", "--merges", "--count", "main").trim()).toBe("0");
  const deployed = remote.git("log", "--format=%(trailers:key=Fairlead-Release,valueonly)", "main").match(/^s\d\d 0000000002/gm);
  expect(deployed?.toSorted()).toEqual(NAMES.map((name) => `${name} 0000000002`));
  expect(first.git("worktree", "list").trim().split("\n")).toHaveLength(1);
});
