import { execFileSync } from "node:child_process";
import { inParallel } from "../../lib/releases/read.ts";
import { openStore } from "../../lib/releases/open.ts";
import { releaseName } from "../../lib/releases/names.ts";
import { recordRelease } from "../../lib/releases/record.ts";
import { releaseId } from "../../lib/releases/release-id.ts";
import { makeRelease } from "../../lib/releases/release.ts";
import type { Store } from "../../lib/releases/store.ts";
import { startStorageServer, type StorageServer } from "../../test/storage-server/server.ts";
import { imageOf } from "../fleet/service-file.ts";
import type { Project } from "../fleet/project.ts";
import { RunError } from "../measure/run.ts";
import { compete, fairlead, type Group, grouped, measured } from "./group.ts";

const BUILDS = 20;

const WRITER = { now: () => "2026-01-31T12:00:00Z", writeId: () => crypto.randomUUID() };

/** Records one release of every service of a fleet. Each differs from the lock. */
export async function recordAll(store: Store, services: readonly string[]): Promise<void> {
  await inParallel(services, async (service) => {
    const facts = { image: imageOf(service), tag: "v99.0.0", digest: `sha256:${"9".repeat(64)}`, commit: "5b3a712" };
    const release = makeRelease({ service, ...facts, run: "99", build: 99, builtAt: WRITER.now(), writeId: WRITER.writeId() });
    await recordRelease(store, release, "main", WRITER);
  });
}

/** Adds older records of a service, so that the bucket has 20 builds of each. */
function addOlder(server: StorageServer, service: string): void {
  for (let build = 1; build < BUILDS; build += 1) {
    server.put("bench", { name: `fleet/${releaseName(service, releaseId(build, `sha256:${"8".repeat(64)}`))}`, text: "{}\n" });
  }
}

const servicesOf = ({ locks }: Project): readonly string[] => [
  ...new Set([...locks.values()].flatMap((text) => text.match(/^[a-z0-9-]+(?=:)/gm) ?? [])),
];

/** Commits the config and the locks to a new repository, so that `plan` reads a history. */
function commitLocks({ root, locks }: Project): void {
  const git = (...args: readonly string[]): void =>
    void execFileSync("git", ["-c", "user.name=Bench", "-c", "user.email=bench@example.com", ...args], { cwd: root });
  git("init", "--quiet");
  git("add", "--force", "--", "fairlead.config.ts", ...[...locks.keys()].map((stack) => `pulumi-gen/${stack}/versions.yaml`));
  git("commit", "--quiet", "--message", "Locks");
}

const expectMoves = (stdout: string, moves: number): void => {
  const { outcomes }: { readonly outcomes: Readonly<Record<string, number>> } = JSON.parse(stdout);
  if (outcomes["advance"] !== moves) throw new RunError(`plan moves ${JSON.stringify(outcomes)} instead of ${moves}`);
};

export const planGroup: Group = {
  names: ["plan-1000x10"],
  run: async (bench) => {
    const project = bench.fleet(10);
    bench.say("recording a release of each of 1,000 services");
    const directory = bench.path("datastore");
    const services = servicesOf(project);
    await recordAll(await openStore(`file:${directory}`, { root: directory }), services);
    commitLocks(project);
    const command = fairlead(bench, project.root, "plan", "--json", "--datastore", `file:${directory}`);
    expectMoves((await bench.runner.run(command)).stdout, services.length * project.locks.size);
    const series = await compete(bench, [{ name: "plan-1000x10", command }]);
    return {
      measured: [
        measured("plan-1000x10", series("plan-1000x10"), {
          notes: [`${grouped(10_000)} services advance, and Fairlead reads the history of each`],
        }),
      ],
    };
  },
};

export const planBucketGroup: Group = {
  names: ["plan-bucket-1000"],
  run: async (bench) => {
    const project = bench.fleet(1);
    const server = await startStorageServer({ buckets: ["bench"] });
    try {
      bench.say("recording a release of each of 1,000 services in a bucket");
      const services = servicesOf(project);
      const url = "gs://bench/fleet";
      await recordAll(await openStore(url, { root: project.root, apiEndpoint: server.url }), services);
      for (const service of services) addOlder(server, service);
      const command = fairlead(bench, project.root, "plan", "--json", "--datastore", url, "--api-endpoint", server.url);
      server.requests.length = 0;
      expectMoves((await bench.runner.run(command)).stdout, services.length);
      const requests = server.requests.length;
      const series = await compete(bench, [{ name: "plan-bucket-1000", command }]);
      return {
        measured: [measured("plan-bucket-1000", series("plan-bucket-1000"), { figures: { requests }, notes: [`requests: ${requests}`] })],
      };
    } finally {
      await server.stop();
    }
  },
};
