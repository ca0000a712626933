import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { CloudFleet, outcomesOf } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";

reportSkipped();

const PIPELINE = `import { definePipeline } from "fairlead";
export default definePipeline({
  stages: [
    { name: "early", stacks: ["latest", "staging"], soak: "30m" },
    { name: "prod", waves: [["prod-europe-west1"], ["prod-us-central1"]], soak: "1h" },
  ],
});
`;

const START = Date.parse("2026-06-01T08:00:00Z");

/** A sample fleet with a pipeline, a repository, and a clock that the test moves. */
class WaveFleet extends CloudFleet {
  #minutes = 0;

  constructor() {
    super();
    this.write("stacks/pipeline.ts", PIPELINE);
    this.write(".gitignore", ".fairlead/\n");
    this.#git("init", "--quiet", "--initial-branch=main");
    this.commit("Begin");
  }

  wait(minutes: number): void {
    this.#minutes += minutes;
  }

  commit(message: string): void {
    this.#git("add", "--all");
    this.#git("commit", "--quiet", "--allow-empty", "--message", message);
  }

  /** Brings up the clouds, and commits the entries. @returns the parts that changed, and the stacks that wait */
  wave(...args: readonly string[]): {
    readonly changed: readonly string[];
    readonly waiting: readonly string[];
    readonly status: number | null;
  } {
    const run = this.upCloud(args, this.env);
    this.commit("Bring up clouds");
    const changed = outcomesOf(run).filter((line) => !line.includes(" unchanged "));
    const waiting = (run.decisions ?? []).flatMap(({ stack, outcome }) => (outcome === "waiting" ? [stack] : []));
    return { changed, waiting, status: run.status };
  }

  get env(): NodeJS.ProcessEnv {
    const now = new Date(START + this.#minutes * 60_000).toISOString().replace(".000Z", "Z");
    return { FAIRLEAD_NOW: now, GIT_COMMITTER_DATE: now, GIT_AUTHOR_DATE: now };
  }

  #git(...args: readonly string[]): void {
    execFileSync("git", args, { cwd: this.root, env: { ...process.env, ...this.env } });
  }
}

describe.skipIf(!HAS_ENGINE)("clouds in a pipeline", { timeout: 600_000 }, () => {
  it("come up wave by wave, and a stack that waits keeps its state", () => {
    const fleet = new WaveFleet();
    for (const minutes of [0, 30, 60]) {
      fleet.wait(minutes);
      expect(fleet.wave().status).toBe(0);
    }
    const state = (stack: string): string => fleet.read(fleet.statePath(`${stack}.needs-1`));
    const before = ["prod-europe-west1", "prod-us-central1"].map(state);
    expect(fleet.wave()).toEqual({ changed: [], waiting: [], status: 0 });

    fleet.edit("services/cartservice.ts", /memoryGb: 1/, "memoryGb: 2");
    fleet.commit("More memory");
    fleet.wait(1);
    const first = fleet.wave();
    expect([first.changed, first.waiting]).toEqual([["staging.needs-1 changed 1"], ["prod-europe-west1", "prod-us-central1"]]);
    expect(["prod-europe-west1", "prod-us-central1"].map(state)).toEqual(before);

    // No engine starts for a cloud that waits, and its edits are no drift.
    const again = fleet.up(["--only", "cloud"], { ...fleet.env, PULUMI_BIN: "/none/pulumi" });
    const waits = /waiting {2}cloud {2}configuration {2}on prod-europe-west1\n +it waits for staging/;
    expect([again.status, again.stdout]).toEqual([0, expect.stringMatching(waits)]);
    expect(fleet.run(["cloud", "drift", "--stack", "prod-us-central1"], { env: fleet.env }).status).toBe(0);

    fleet.wait(30);
    expect(fleet.wave()).toMatchObject({ changed: ["prod-europe-west1.needs-1 changed 1"], waiting: ["prod-us-central1"] });
    expect(state("prod-us-central1")).toBe(before[1]);
    fleet.wait(60);
    expect(fleet.wave()).toMatchObject({ changed: ["prod-us-central1.needs-1 changed 1"], waiting: [] });
    expect(state("prod-us-central1")).not.toBe(before[1]);
  });

  it("stay behind if they fail, and one may pass the waiting", () => {
    const fleet = new WaveFleet();
    fleet.fail({ kind: "quota", operation: "create", urn: "redis/instance:Instance::staging" });
    expect(fleet.wave("--stack", "staging").status).toBe(3);
    expect(fleet.read("pulumi-gen/staging/versions.yaml")).not.toContain("cloud:");
    const up = fleet.up(["--stack", "staging"], fleet.env);
    expect([up.status, up.stdout]).toEqual([3, expect.stringMatching(/waiting {2}cloud .*\n +no run has brought it up yet/)]);
    fleet.fail();
    expect(fleet.wave("--stack", "staging").status).toBe(0);
    expect(fleet.read("pulumi-gen/staging/versions.yaml")).toContain("cloud:");

    const passed = fleet.wave("--stack", "prod-us-central1", "--service", "cloud", "--now");
    expect([passed.status, passed.waiting]).toEqual([0, []]);
    expect(fleet.read("pulumi-gen/prod-us-central1/versions.yaml")).toContain("cloud:");
  });
});
