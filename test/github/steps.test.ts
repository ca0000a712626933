import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Clone } from "../publish/clone.ts";
import { Remote } from "../publish/ops-repo.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { deleteService, PullRequest } from "./pull-request.ts";
import { runStep, type StepRun } from "./run-step.ts";

const MATRIX = JSON.stringify({
  include: [
    { stack: "latest", tier: "latest" },
    { stack: "prod", tier: "prod" },
  ],
});

/** Returns the output of `up --only cloud --json` for a stack. */
const cloud = (stack: string, outcome: string): unknown => ({
  interrupted: false,
  shards: [{ stack, shard: `${stack}.needs-1`, outcome, message: outcome === "failed" ? "quota exceeded\nno more" : undefined }],
});

/** Collects results of jobs, and publishes what they allow. */
function collectAndPublish(
  clone: Clone,
  matrix: string,
  results: Readonly<Record<string, unknown>>,
): readonly [StepRun, StepRun | undefined] {
  const temporary = temporaryDirectory("runner");
  for (const [stack, result] of Object.entries(results)) {
    mkdirSync(join(temporary, "clouds", `cloud-${stack}`), { recursive: true });
    writeFileSync(join(temporary, "clouds", `cloud-${stack}`, "cloud.json"), typeof result === "string" ? result : JSON.stringify(result));
  }
  const env = { FAIRLEAD_DATASTORE: `file:${clone.datastore}` };
  const collected = runStep("deploy/publish/Collect the results of the clouds", clone.root, {
    ...env,
    RUNNER_TEMP: temporary,
    MATRIX: matrix,
  });
  if (collected.outputs["publish"] !== "true") return [collected, undefined];
  const published = runStep("deploy/publish/Publish", clone.root, { ...env, BRANCH: "main", STACKS: collected.outputs["stacks"] });
  return [collected, published];
}

const tags = (remote: Remote): readonly unknown[] => [remote.tag("latest", "cart"), remote.tag("prod", "cart")];

it("a release is deployed by one commit, and a second event changes nothing", async () => {
  const remote = new Remote();
  const clone = await remote.start();
  await clone.build("cart", 2);
  const planned = runStep("deploy/plan/List the stacks whose clouds change", clone.root, { CLOUDS: "off" });
  expect([planned.status, planned.outputs]).toEqual([0, { matrix: '{"include":[]}', empty: "true" }]);
  for (const _event of ["first", "second"]) {
    const [collected, published] = collectAndPublish(clone, planned.outputs["matrix"] ?? "", {});
    expect([collected.status, published?.status, published?.stderr]).toEqual([0, 0, ""]);
    expect(tags(remote)).toEqual(["v2", "v2"]);
  }
  expect(remote.subjects().filter((subject) => subject.startsWith("Deploy cart v2"))).toHaveLength(1);
});

it.each<readonly [what: string, prod: unknown]>([
  ["its cloud failed", cloud("prod", "failed")],
  ["its job was not run", cloud("prod", "not run")],
  ["its job printed an error", { error: { message: "no engine" } }],
  ["its result is half a document", '{"shards": ['],
  ["its result is of another stack", cloud("latest", "changed")],
  ["its job was interrupted", { ...(cloud("prod", "changed") as object), interrupted: true }],
  ["it left no result", undefined],
])("a stack is not published if %s, and the others are", async (_what, prod) => {
  const remote = new Remote();
  const clone = await remote.start();
  await clone.build("cart", 2);
  const results = prod === undefined ? {} : { prod };
  const [collected, published] = collectAndPublish(clone, MATRIX, { latest: cloud("latest", "changed"), ...results });
  expect([collected.status, collected.outputs["stacks"], published?.status]).toEqual([1, "--stack latest", 0]);
  expect(collected.stderr).toContain("stacks/prod.ts");
  expect(tags(remote)).toEqual(["v2", "v1"]);
});

it("nothing is published if all clouds failed", async () => {
  const remote = new Remote();
  const clone = await remote.start();
  await clone.build("cart", 2);
  const [collected, published] = collectAndPublish(clone, MATRIX, {});
  expect([collected.status, collected.outputs["publish"], published]).toEqual([1, "false", undefined]);
  expect(tags(remote)).toEqual(["v1", "v1"]);
});

it("the button rolls a service back, and the next deployment leaves it there", async () => {
  const remote = new Remote();
  const clone = await remote.start();
  await clone.build("cart", 2);
  await clone.publish();
  const inputs = { SERVICE: "cart", STACKS: "prod", TO: "", ACTOR: "ada", BRANCH: "main" };
  const { status, stderr } = runStep("rollback/rollback/Roll back", clone.root, inputs);
  expect([status, stderr, tags(remote)]).toEqual([0, "", ["v2", "v1"]]);
  await clone.publish();
  expect(tags(remote)).toEqual(["v2", "v1"]);
});

it.each([
  ["no such service", { SERVICE: "nope" }, 3],
  ["a flag in the place of a service", { SERVICE: "--json" }, 2],
  ["a command in the place of a stack", { SERVICE: "cart", STACKS: "prod $(touch pwned) ;touch" }, 3],
])("the button refuses %s", async (_what, inputs, status) => {
  const remote = new Remote();
  const clone = await remote.start();
  const run = runStep("rollback/rollback/Roll back", clone.root, { STACKS: "", TO: "", ACTOR: "ada", BRANCH: "main", ...inputs });
  expect([run.status, tags(remote)]).toEqual([status, ["v1", "v1"]]);
  expect(clone.git("status", "--porcelain")).toBe("");
});

it("a pull request is previewed without GitHub, and reported on without its code", async () => {
  const pull = new PullRequest();
  try {
    await pull.open(deleteService);
    const { project } = pull;
    project.remove("preview");
    project.git("checkout", "--quiet", pull.head);
    // Without the job's token: the preview itself knows of the file that is missing.
    expect(runStep("preview/preview/Preview", project.root, {}).status).toBe(1);
    project.git("checkout", "--quiet", "refs/remotes/origin/main");
    project.remove("services");
    const { status } = await pull.report(["--check", "--comment"]);
    expect([status, pull.shown().checks, pull.shown().comments]).toEqual([0, ["failure"], 1]);
    expect(pull.server.comments[0]?.body).toContain("1 file in pulumi-gen/ does not match the specs");
  } finally {
    pull.server.stop();
  }
}, 60_000);
