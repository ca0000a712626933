import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { INIT_FILES } from "../../lib/app/init/files.ts";
import { isRecord } from "../../lib/base/values.ts";
import { CHECKOUT } from "../project.ts";
import { parseWorkflow } from "./actions/workflow.ts";

const ANSWERS = {
  name: "shop",
  repository: "https://x.example/ops.git",
  branch: "main",
  stack: "a",
  service: "b",
  owner: "c",
  fairlead: "1",
};

const read = (path: string): string => readFileSync(join(CHECKOUT, path), "utf8");

/** The workflows that `init` writes: path -> text. */
const written = new Map(
  Object.entries(INIT_FILES)
    .filter(([path]) => path.startsWith(".github/workflows/"))
    .map(([path, { create }]) => [path, create(ANSWERS)]),
);

const all = new Map([...globSync(".github/workflows/*.yml", { cwd: CHECKOUT }).map((path) => [path, read(path)] as const), ...written]);

const workflows = [...all].map(([path, text]) => [path, parseWorkflow(text), text] as const);

const writes = (permissions: Readonly<Record<string, string>> = {}): readonly string[] =>
  Object.entries(permissions).flatMap(([name, access]) => (access === "write" ? [name] : []));

test.each([...written])("%s is the same in this repository", (path, text) => {
  // `npx vitest run test/github/workflows.test.ts --update` writes it.
  return expect(text).toMatchFileSnapshot(join(CHECKOUT, path));
});

describe.each(workflows)("%s", (_path, workflow, text) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps ?? []);

  it("pins each action by its commit, and names the version", () => {
    const uses = [...text.matchAll(/uses: (.+)/g)].map(([, value = ""]) => value);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((value) => !/^(?:[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$\/[\w./-]+)$/.test(value))).toEqual([]);
  });

  it("gives no permission to all jobs but reading, and each job a limit of time", () => {
    expect(writes(workflow.permissions)).toEqual([]);
    expect(workflow.permissions).toBeDefined();
    expect(jobs.filter((job) => !isRecord(job) || typeof job["timeout-minutes"] !== "number")).toEqual([]);
  });

  it("never cancels a run that may write", () => {
    const mayWrite = jobs.some(({ permissions }) => writes(permissions).length > 0);
    expect(workflow.concurrency?.group).toBeTypeOf("string");
    expect(mayWrite ? workflow.concurrency?.["cancel-in-progress"] : false).toBe(false);
  });

  it("has no expression in a shell line", () => {
    expect(steps.flatMap(({ run }) => (run?.includes("${{") === true ? [run] : []))).toEqual([]);
  });

  it("leaves no token on the disk", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual(checkouts.map(() => false));
  });

  it("gives an identity only to jobs with an environment", () => {
    const open = jobs.filter(({ permissions, environment }) => permissions?.["id-token"] === "write" && environment === undefined);
    expect(open).toEqual([]);
  });
});

test("a workflow that runs the code of pull requests has no secret and may write nothing", () => {
  const ofPulls = workflows.filter(([, workflow]) => "pull_request" in workflow.on);
  expect(ofPulls.map(([path]) => path).sort()).toEqual([".github/workflows/ci.yml", ".github/workflows/preview.yml"]);
  for (const [, workflow, text] of ofPulls) {
    expect(text).not.toMatch(/secrets\.|github\.token/);
    expect(Object.values(workflow.jobs).flatMap(({ permissions }) => writes(permissions))).toEqual([]);
  }
});

test("the workflow that reports checks out nothing of the pull request", () => {
  const [, workflow] = workflows.find(([path]) => path.endsWith("report.yml")) ?? [];
  const checkouts = (workflow?.jobs["report"]?.steps ?? []).filter(({ uses }) => uses?.startsWith("actions/checkout@"));
  expect(checkouts.map((step) => step.with?.["ref"])).toEqual([undefined]);
});

test("only the job that tells Slack has its address, in one step, and it fails no run", () => {
  const told = workflows.flatMap(([path, { jobs }]) => Object.entries(jobs).map(([name, job]) => [path, name, job] as const));
  const notifiers = told.filter(([, , job]) => JSON.stringify(job).includes("secrets.SLACK_WEBHOOK"));
  expect(notifiers.map(([path, name]) => `${path} ${name}`)).toEqual(
    ["deploy", "drift", "rollback"].map((name) => `.github/workflows/${name}.yml notify`),
  );
  for (const [, , job] of notifiers) {
    expect(job).toMatchObject({ "continue-on-error": true, environment: "notify", permissions: { contents: "read" } });
    expect(job.if).toMatch(/^\$\{\{ always\(\) && vars\.FAIRLEAD_NOTIFY == 'on'/);
    expect((job.steps ?? []).filter((step) => JSON.stringify(step).includes("SLACK")).map(({ name }) => name)).toEqual(["Tell Slack"]);
  }
});
