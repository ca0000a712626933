import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { RunError, Runner } from "./run.ts";
import { alternate } from "./series.ts";

let root: string;
let runner: Runner;
beforeEach(() => {
  root = temporaryDirectory("bench-test");
  runner = new Runner(join(root, "runner"));
});

/** Returns a command that allocates these bytes and prints their number. */
const allocating = (bytes: number): { readonly args: readonly string[]; readonly cwd: string } => {
  writeFileSync(
    join(root, "allocate.mjs"),
    "const held = Buffer.alloc(Number(process.argv[2]), 1); process.stdout.write(`${held.length}`);",
  );
  return { args: ["allocate.mjs", String(bytes)], cwd: root };
};

it("measures time, output and peak memory of only that process", async () => {
  // The memory of this process must not count. With getrusage it would.
  const held = Buffer.alloc(300e6, 1);
  const small = await runner.run(allocating(1e6));
  const large = await runner.run(allocating(200e6));
  expect([small.stdout, large.stdout]).toEqual(["1000000", "200000000"]);
  expect(small.seconds).toBeGreaterThan(0.005);
  expect(small.peakBytes).toBeLessThan(held.length / 2);
  expect(Math.round(((large.peakBytes ?? 0) - (small.peakBytes ?? 0)) / 50e6)).toBe(4);
});

it.each([
  ["fails", ["-e", "process.stderr.write('why'); process.exitCode = 3"], /ended with 3 in .*\nwhy$/],
  ["is killed", ["-e", "process.kill(process.pid, 'SIGKILL')"], /ended with SIGKILL in /],
])("refuses a process that %s", async (_title, args, message) => {
  const failing = runner.run({ args, cwd: root });
  await expect(failing).rejects.toThrow(RunError);
  await expect(failing).rejects.toThrow(message);
});

it("refuses a program that does not start", async () => {
  await expect(runner.run({ program: join(root, "missing"), args: [], cwd: root })).rejects.toThrow(
    /missing does not start: spawn .* ENOENT$/,
  );
});

it("alternates contenders after a warm-up of each", async () => {
  const happened: string[] = [];
  const contender = (name: string) => ({
    name,
    command: { args: ["-e", `process.stdout.write("${name}")`], cwd: root },
    prepare: (round: number) => void happened.push(`prepare ${name} ${round}`),
    verify: ({ stdout }: { readonly stdout: string }, round: number) => void happened.push(`verify ${stdout} ${round}`),
  });
  const said: string[] = [];
  const series = await alternate([contender("a"), contender("b")], { runner, rounds: 2, say: (line) => void said.push(line) });
  const rounds = [0, 1, 2].flatMap((round) => ["a", "b"].flatMap((name) => [`prepare ${name} ${round}`, `verify ${name} ${round}`]));
  expect(happened).toEqual(rounds);
  expect(said.map((line) => line.replace(/[\d.]+ s$/, "* s"))).toEqual([
    "a warm-up: * s",
    "b warm-up: * s",
    "a 1/2: * s",
    "b 1/2: * s",
    "a 2/2: * s",
    "b 2/2: * s",
  ]);
  expect([...series].map(([name, { runs, seconds }]) => [name, runs.length, seconds.runs.length])).toEqual([
    ["a", 2, 2],
    ["b", 2, 2],
  ]);
});
