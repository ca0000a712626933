import { join } from "node:path";
import { countManifests, GENERATED, type Project, startFromNothing } from "../fleet/project.ts";
import type { Contender } from "../measure/series.ts";
import type { Skipped } from "../report/result.ts";
import { ENTRY_NAMES, type EntryName } from "../report/targets.ts";
import { cdk8s } from "./cdk8s.ts";
import { type Bench, compete, fairlead, type Group, grouped, measured } from "./group.ts";
import { helm } from "./helm.ts";
import { plainLoop } from "./plain-loop.ts";
import { expectCount, isUnavailable, type Rendered, type Rival, type RivalMaker } from "./rival.ts";

interface Setup {
  readonly name: EntryName;
  readonly stacks: number;
  readonly rivals: Readonly<Partial<Record<EntryName, RivalMaker>>>;
}

/** Renders a whole fleet into an empty directory, in alternation with other programs that write the same objects. */
const fromNothing = ({ name, stacks, rivals }: Setup): Group => {
  const rivalNames = ENTRY_NAMES.filter((rival) => rivals[rival] !== undefined);
  return {
    names: [name, ...rivalNames],
    run: async (bench, wanted) => {
      const project = bench.fleet(stacks);
      const rendered = await renderObjects(bench, project, stacks);
      const skipped: Skipped[] = [];
      const racing: Rival[] = [];
      for (const rival of rivalNames.filter((one) => wanted.has(one))) {
        const made = await rivals[rival]?.(bench, rival, rendered);
        if (made === undefined) continue;
        if (isUnavailable(made)) skipped.push({ name: rival, reason: made.unavailable });
        else racing.push(made);
      }
      const fileCost = await bench.rest();
      const own: Contender = {
        name,
        command: fairlead(bench, project.root, "render"),
        prepare: () => startFromNothing(project, bench.discard),
        verify: () => expectCount(countManifests(rendered.tree), rendered.count, "fairlead render"),
      };
      const series = await compete(bench, [own, ...racing.flatMap(({ contenders }) => contenders)]);
      const ours = series(name).seconds.median;
      const results = racing.map((rival) => rival.conclude(series, ours));
      const loop = results.find((result) => result.measured.name.startsWith("plain-loop"));
      const entry = measured(name, series(name), {
        figures: loop === undefined ? {} : { ratio: ours / loop.base },
        notes: [`${grouped(rendered.count)} manifests`, `${Math.round(fileCost)} us to create a file before`],
      });
      return { measured: [entry, ...results.map((result) => result.measured)], skipped };
    },
  };
};

/** Renders once, so that the other programs have the same objects to write. */
async function renderObjects(bench: Bench, project: Project, stacks: number): Promise<Rendered> {
  bench.say(`rendering the objects of ${stacks === 1 ? "1 stack" : `${stacks} stacks`}`);
  const tree = join(project.root, GENERATED);
  const objects = bench.path(`objects-${stacks}.json`);
  startFromNothing(project, bench.discard);
  await bench.runner.run(fairlead(bench, project.root, "render"));
  const { stdout } = await bench.runner.run({ args: [`${bench.checkout}/bench/children/objects.ts`, tree, objects], cwd: bench.checkout });
  return { tree, objects, count: Number(stdout) };
}

export const fromNothingGroups: readonly Group[] = [
  fromNothing({ name: "render-1000x1", stacks: 1, rivals: { "plain-loop-8000": plainLoop, "cdk8s-8000": cdk8s, "helm-8000": helm } }),
  fromNothing({ name: "render-1000x10", stacks: 10, rivals: { "plain-loop-80000": plainLoop } }),
];
