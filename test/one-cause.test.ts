import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";
import { SAMPLE } from "./sample-size.ts";

/** Returns the lines of standard error that are neither a hint nor the count of problems. */
const problemsIn = (stderr: string): readonly string[] =>
  stderr.split("\n").filter((line) => /^(?! |hint: |error: \d+ problem|$)/.test(line));

const removed =
  (...paths: readonly string[]) =>
  (project: TestProject) => {
    for (const path of paths) project.remove(path);
  };

const NO_VERSION = ["latest", "prod-europe-west1", "prod-us-central1", "staging"].map(
  (stack) => `pulumi-gen/${stack}/versions.yaml: locks no version, but the stack runs ${SAMPLE.servicesOn(stack)} services`,
);

describe("one cause is one problem", () => {
  it.each<readonly [string, (project: TestProject) => void, readonly string[]]>([
    ["there are no services", removed("services"), ["services/: missing: the project has no such directory"]],
    [
      "a service is gone, which three stacks import",
      removed("services/loadgenerator.ts"),
      ["prod-europe-west1", "prod-us-central1", "staging"].map(
        (stack) => `stacks/${stack}.ts: imports services/loadgenerator.ts, which does not exist`,
      ),
    ],
    ["the generated tree is gone", removed("pulumi-gen"), NO_VERSION],
    ["a lock is empty", (project) => project.write("pulumi-gen/latest/versions.yaml", ""), NO_VERSION.slice(0, 1)],
  ])("%s", (_title, spoil, expected) => {
    const project = new TestProject();
    spoil(project);
    const { status, stderr } = project.run(["check"]);
    expect([status, problemsIn(stderr)]).toEqual([3, expected]);
  });
});

it("independent mistakes in imports are all reported", () => {
  const project = new TestProject();
  project.edit("services/checkoutservice.ts", "./cartservice.ts", "./cartservic.ts");
  project.edit("services/frontend.ts", "./adservice.ts", "./adservce.ts");
  project.edit("stacks/staging.ts", "../services/loadgenerator.ts", "../services/loadgenrator.ts");
  expect(problemsIn(project.run(["check"]).stderr)).toEqual([
    'services/checkoutservice.ts: imports services/cartservic.ts, which does not exist; did you mean "cartservice.ts"?',
    'services/frontend.ts: imports services/adservce.ts, which does not exist; did you mean "adservice.ts"?',
    'stacks/staging.ts: imports services/loadgenrator.ts, which does not exist; did you mean "loadgenerator.ts"?',
  ]);
});

describe("a file in the place of the generated tree is named by every command", () => {
  it.each([["check"], ["plan"], ["up"], ["render"], ["explain", "latest/cartservice", "scale.min"], ["resume", "latest/cartservice"]])(
    "%s",
    (...args) => {
      const project = new TestProject();
      project.remove("pulumi-gen");
      project.write("pulumi-gen", "");
      const { status, stderr } = project.run(args);
      expect([status, problemsIn(stderr)]).toEqual([3, [`error: ${project.root}/pulumi-gen is not a directory`]]);
    },
  );
});

describe("a mistyped channel is a problem of its stack", () => {
  it.each<readonly [string, string, string]>([
    ["a near name", "mian", 'stacks/staging.ts: channel: file:releases has no channel "mian"; did you mean "main"?'],
    ["another name", "stable", 'stacks/staging.ts: channel: file:releases has no channel "stable" (known: "main")'],
  ])("%s", (_title, channel, expected) => {
    const project = new TestProject();
    project.edit("stacks/staging.ts", 'tier: "staging",', `tier: "staging", channel: "${channel}",`);
    const { status, stderr } = project.run(["plan"]);
    expect([status, problemsIn(stderr).filter((line) => line.startsWith("stacks/"))]).toEqual([3, [expected]]);
    expect(stderr).not.toMatch("--datastore");
  });
});
