import { join } from "node:path";
import { openStore } from "../../lib/releases/open.ts";
import { inParallel } from "../../lib/releases/read.ts";
import { recordRelease } from "../../lib/releases/record.ts";
import { makeRelease } from "../../lib/releases/release.ts";
import { commitDeploys, type DeployedRelease, digestOf } from "../fleet/commits.ts";
import { generateFleet } from "../fleet/generate.ts";
import { type Project, writeProject } from "../fleet/project.ts";
import { imageOf } from "../fleet/service-file.ts";
import { RunError } from "../measure/run.ts";
import { type Bench, compete, fairlead, type Group, grouped, measured } from "./group.ts";
import { openingOf } from "./open-page.ts";

const DEPLOYS = 5000;

const WRITER = { now: () => "2026-06-30T12:00:00Z", writeId: () => crypto.randomUUID() };

/** Records every build of a history, so that the channel names the newest one. */
async function recordBuilds(directory: string, newest: readonly DeployedRelease[]): Promise<void> {
  const store = await openStore(`file:${directory}`, { root: directory });
  await inParallel(newest, async ({ service, build: last }) => {
    for (let build = 1; build <= last; build += 1) {
      const facts = {
        image: imageOf(service),
        tag: `v${build}`,
        digest: digestOf({ service, build }),
        commit: "5b3a712",
        run: String(build),
      };
      const release = makeRelease({ service, build, ...facts, builtAt: WRITER.now(), writeId: WRITER.writeId() });
      await recordRelease(store, release, "main", WRITER);
    }
  });
}

/** Returns a fleet of 1,000 services on 10 stacks with a history of deploys, and the directory of its datastore. */
async function deployedFleet(bench: Bench): Promise<{ readonly project: Project; readonly datastore: string }> {
  // The fleet that other entries share has another history.
  const files = generateFleet({ services: 1000, stacks: 10 });
  const project = writeProject(bench.path("fleet-deployed"), files, bench.checkout);
  bench.say(`committing ${grouped(DEPLOYS)} deploys of 1,000 services on 10 stacks`);
  const datastore = bench.path("deployed-releases");
  await recordBuilds(datastore, commitDeploys(project, DEPLOYS));
  return { project, datastore };
}

export const statusGroup: Group = {
  names: ["status-1000x10-5000", "status-1000x10-5000-first", "board-1000x10", "board-1000x10-open"],
  run: async (bench) => {
    const { project, datastore } = await deployedFleet(bench);
    const command = fairlead(bench, project.root, "status", "--datastore", `file:${datastore}`);
    const { stdout } = await bench.runner.run(command);
    if (!stdout.includes("10000 deployments on 10 stacks: 10000 current")) throw new RunError(`status prints ${stdout.slice(-200)}`);
    const forget = (): void => bench.discard(join(project.root, ".git", "fairlead"));
    const series = await compete(bench, [
      { name: "status-1000x10-5000-first", command, prepare: forget },
      { name: "status-1000x10-5000", command },
    ]);
    const out = bench.path("board");
    const board = fairlead(bench, project.root, "board", "--out", out, "--datastore", `file:${datastore}`);
    const boards = await compete(bench, [{ name: "board-1000x10", command: board }]);
    const opening = await openingOf(bench, "board-1000x10-open", join(out, "index.html"));
    const notes = [`${grouped(DEPLOYS)} commits, each moves one service on one stack`];
    return {
      measured: [
        measured("status-1000x10-5000", series("status-1000x10-5000"), { notes }),
        measured("status-1000x10-5000-first", series("status-1000x10-5000-first"), { notes }),
        measured("board-1000x10", boards("board-1000x10"), { notes }),
        ...opening.measured,
      ],
      skipped: opening.skipped ?? [],
    };
  },
};
