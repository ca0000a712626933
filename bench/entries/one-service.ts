import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseLock } from "../../lib/render/parse-lock.ts";
import { lockFile, relock } from "../fleet/generate.ts";
import { GENERATED, type Project } from "../fleet/project.ts";
import { RunError } from "../measure/run.ts";
import { differences, type Snapshot, snapshot } from "../measure/snapshot.ts";
import type { EntryName } from "../report/targets.ts";
import { type Bench, compete, fairlead, type Group, measured } from "./group.ts";

/** Renders one service on one stack, first without a change, then with a changed lock entry before each run. */
const oneService = (name: EntryName, projectOf: (bench: Bench) => Project): Group => ({
  names: [name],
  run: async (bench) => {
    const project = projectOf(bench);
    const { stack, service } = place(project);
    bench.say(`rendering the fleet of ${name}`);
    await bench.runner.run(fairlead(bench, project.root, "render"));
    await bench.rest();
    const command = fairlead(bench, project.root, "render", "--stack", stack, "--service", service);
    const lock = join(project.root, lockFile(stack));
    const directory = join(project.root, GENERATED, stack, "services", service);
    const [unchanged, changed] = [`${name}, unchanged`, `${name}, lock changed`];
    let before: Snapshot = new Map();
    const series = await compete(bench, [
      {
        name: unchanged,
        command,
        prepare: () => void (before = snapshot(directory)),
        verify: () => expect(differences(before, snapshot(directory)).length === 0, `${name} wrote files that had not changed`),
      },
      {
        name: changed,
        command,
        prepare: (round) => writeFileSync(lock, relock(readFileSync(lock, "utf8"), service, round)),
        verify: () => expect(mentions(directory, digestOf(lock, service)), `${name} did not render the version in the lock`),
      },
    ]);
    const slower = series(changed).seconds.median > series(unchanged).seconds.median ? changed : unchanged;
    const notes = [unchanged, changed].map((variant) => `${variant.slice(name.length + 2)} ${series(variant).seconds.median.toFixed(3)} s`);
    const first = series(unchanged).first.seconds;
    return { measured: [measured(name, series(slower), { first, notes: [`${stack}/${service}`, ...notes] })] };
  },
});

/** Returns a stack, prod if there is one, and the first service in its lock that has a digest. */
function place({ locks }: Project): { readonly stack: string; readonly service: string } {
  const isProd = (stack: string): number => Number(stack.startsWith("prod"));
  for (const [stack, text] of [...locks].sort(([a], [b]) => isProd(b) - isProd(a))) {
    const [service] = parseLock(text, stack).lock.keys();
    if (service !== undefined) return { stack, service };
  }
  throw new RunError("no lock has a service with a digest");
}

const digestOf = (lock: string, service: string): string => parseLock(readFileSync(lock, "utf8"), lock).lock.get(service)?.digest ?? "-";

const mentions = (directory: string, text: string): boolean =>
  readdirSync(directory).some((file) => readFileSync(join(directory, file), "utf8").includes(text));

function expect(holds: boolean, message: string): void {
  if (!holds) throw new RunError(message);
}

export const oneServiceGroups: readonly Group[] = [
  oneService("render-one-sample", (bench) => bench.sample()),
  oneService("render-one-1000", (bench) => bench.fleet(1)),
  oneService("render-one-1000x10", (bench) => bench.fleet(10)),
];
