import { availableParallelism, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import type { Bench } from "./entries/group.ts";
import { GROUPS } from "./entries/registry.ts";
import { generateFleet } from "./fleet/generate.ts";
import { copySample, type Project, writeProject } from "./fleet/project.ts";
import { diskRest } from "./measure/disk.ts";
import { Runner, RunError } from "./measure/run.ts";
import { HELP, type Options, readOptions } from "./options.ts";
import { judge, type Measured, type Report, type Skipped } from "./report/result.ts";
import { formatReport } from "./report/table.ts";
import { ENTRY_NAMES, withComparisons } from "./report/targets.ts";
import { openWorkspace } from "./workspace.ts";

const CHECKOUT = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const SERVICES = 1000;

const say = (line: string): void => void process.stderr.write(`bench: ${line}\n`);

async function measure({ only, rounds }: Options): Promise<Report> {
  const workspace = openWorkspace(() => {
    runner.stop();
    say("cleaning up");
  });
  const runner = new Runner(workspace.path("runner"));
  const path = workspace.path;
  const projects = new Map<string, Project>();
  const once = (name: string, make: (root: string) => Project): Project => {
    const project = projects.get(name) ?? make(path(name));
    projects.set(name, project);
    return project;
  };
  const bench: Bench = {
    runner,
    rounds,
    say,
    path,
    discard: workspace.discard,
    rest: diskRest(path, rounds === 1 ? 0 : 8, say),
    checkout: CHECKOUT,
    fleet: (stacks) => once(`fleet-${stacks}`, (root) => writeProject(root, generateFleet({ services: SERVICES, stacks }), CHECKOUT)),
    sample: () => once("sample", (root) => copySample(root, CHECKOUT)),
  };
  try {
    const environment = {
      node: process.versions.node,
      platform: process.platform,
      cores: availableParallelism(),
      load: loadavg()[0] ?? 0,
    };
    const wanted = withComparisons(only.length === 0 ? ENTRY_NAMES : only);
    const measured: Measured[] = [];
    const skipped: Skipped[] = [];
    for (const group of GROUPS.filter(({ names }) => names.some((name) => wanted.has(name)))) {
      const outcome = await group.run(bench, wanted);
      measured.push(...outcome.measured);
      skipped.push(...(outcome.skipped ?? []));
    }
    const entries = ENTRY_NAMES.flatMap((name) => measured.filter((one) => one.name === name)).map(judge);
    return { environment, rounds, entries, skipped };
  } finally {
    say("cleaning up");
    workspace.remove();
  }
}

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") {
    process.stderr.write(`error: ${options}\nhint: npm run bench -- --help\n`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  try {
    const report = await measure(options);
    process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
    return 0;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return 1;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`defect: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 70;
}
