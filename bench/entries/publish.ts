import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openStore } from "../../lib/releases/open.ts";
import { recordRelease } from "../../lib/releases/record.ts";
import { makeRelease } from "../../lib/releases/release.ts";
import { generateFleet } from "../fleet/generate.ts";
import { writeProject } from "../fleet/project.ts";
import { imageOf, serviceName } from "../fleet/service-file.ts";
import { RunError } from "../measure/run.ts";
import { compete, fairlead, type Group, measured } from "./group.ts";

const SERVICE = serviceName(1);
const STACKS = 10;

/** Publishes a new release of one service to all stacks, with a repository on disk as the remote. */
export const publishGroup: Group = {
  names: ["publish-50x10"],
  run: async (bench) => {
    const { root } = writeProject(bench.path("publish"), generateFleet({ services: 50, stacks: STACKS }), bench.checkout);
    const git = (...args: readonly string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" });
    const directory = bench.path("publish-datastore");
    const store = await openStore(`file:${directory}`, { root: directory });
    bench.say("rendering and pushing a fleet of 50 services on 10 stacks");
    writeFileSync(join(root, ".gitignore"), "node_modules\n");
    await bench.runner.run(fairlead(bench, root, "render"));
    git("init", "--quiet", "--initial-branch", "main");
    git("config", "user.name", "Bench");
    git("config", "user.email", "bench@example.com");
    git("add", "--all");
    git("commit", "--quiet", "--message", "Fleet");
    git("init", "--quiet", "--bare", bench.path("publish.git"));
    git("remote", "add", "origin", bench.path("publish.git"));
    git("push", "--quiet", "--set-upstream", "origin", "main");
    let build = 0;
    const prepare = async (): Promise<void> => {
      build += 1;
      const facts = {
        image: imageOf(SERVICE),
        tag: `v99.0.${build}`,
        digest: `sha256:${String(build).padStart(64, "9")}`,
        commit: "5b3a712",
      };
      const writer = { now: () => "2026-01-31T12:00:00Z", writeId: () => crypto.randomUUID() };
      const release = makeRelease({
        service: SERVICE,
        ...facts,
        run: String(build),
        build,
        builtAt: writer.now(),
        writeId: writer.writeId(),
      });
      await recordRelease(store, release, "main", writer);
    };
    const verify = (): void => {
      const files = git("diff", "--name-only", "HEAD", "origin/main").match(/versions\.yaml$/gm)?.length ?? 0;
      if (files !== STACKS) throw new RunError(`publish changes ${files} stacks instead of ${STACKS}`);
    };
    const command = fairlead(bench, root, "publish", "--engine", "embedded", "--datastore", `file:${directory}`);
    const series = await compete(bench, [{ name: "publish-50x10", command, prepare, verify }]);
    return {
      measured: [measured("publish-50x10", series("publish-50x10"), { notes: ["fetch, worktree, decisions, render, commit, push"] })],
    };
  },
};
