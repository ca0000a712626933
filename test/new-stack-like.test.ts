import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

describe("new stack --like", () => {
  it("writes a stack that follows another one, in its own namespace", () => {
    const project = new TestProject();
    expect(project.run(["new", "stack", "dev-ada", "--like", "latest", "--expires", "2099-12-24"]).stdout).toBe(
      [
        "created stack dev-ada",
        "  stacks/dev-ada.ts",
        "  pulumi-gen/dev-ada/versions.yaml",
        "next:",
        "  npx fairlead render",
        "  git add stacks/dev-ada.ts pulumi-gen",
        "",
      ].join("\n"),
    );
    expect(project.read("stacks/dev-ada.ts")).toBe(`import { defineStack } from "fairlead";
import latest from "./latest.ts";

export default defineStack("dev-ada", {
  ...latest.input,
  namespace: "dev-ada",
  domain: "dev-ada.boutique.example.com",
  privateRange: "10.50.0.0/16",
  expires: "2099-12-24",
});
`);
    expect(project.run(["render"]).status).toBe(0);
    expect(project.run(["check"]).stderr).not.toContain("warning");
    expect(project.read("pulumi-gen/dev-ada/versions.yaml")).toBe(project.read("pulumi-gen/latest/versions.yaml"));
    expect(project.read("pulumi-gen/dev-ada/platform/namespace-dev-ada.yaml")).toContain("name: dev-ada");
    project.edit("stacks/latest.ts", "pods: 180", "pods: 170");
    expect(project.run(["render"]).status).toBe(0);
    expect(project.read("pulumi-gen/dev-ada/platform/resourcequota-quota.yaml")).toContain("pods: '170'");
  });

  it("leaves out components, which one cluster runs once", () => {
    const project = new TestProject();
    expect(project.run(["new", "stack", "dev-ben", "--like", "staging", "--expires", "2w"]).status).toBe(0);
    expect(project.read("stacks/dev-ben.ts")).toContain("  components: {},\n");
    expect(project.read("stacks/dev-ben.ts")).toMatch(/\n {2}expires: "20\d\d-\d\d-\d\d",\n/);
    expect(project.run(["render"]).status).toBe(0);
  });

  it.each<[args: readonly string[], status: number, message: string]>([
    [["--like", "latests"], 3, 'error: there is no stack "latests"; did you mean "latest"?'],
    [["--like", "latest", "--tier", "prod"], 2, "error: --like takes all fields of latest, so it excludes --tier"],
    [
      ["--like", "latest", "--from", "staging", "--region", "r"],
      2,
      "error: --like takes all fields of latest, so it excludes --region and --from",
    ],
    [["--like", "latest", "--expires", "soon"], 2, 'error: --expires must be days, weeks or a day, got "soon"'],
    [["--like", "latest", "--expires", "2026-02-30"], 2, 'error: --expires must be days, weeks or a day, got "2026-02-30"'],
    [["--from", "latest", "--expires", "0d"], 2, 'error: --expires must be days, weeks or a day, got "0d"'],
    [["--like", "prod-us-central1", "--expires", "14d"], 3, "stacks/dev-ada.ts: expires: a prod stack does not expire"],
  ])("refuses %j and writes nothing", (args, status, message) => {
    const project = new TestProject();
    project.commitAll();
    const run = project.run(["new", "stack", "dev-ada", ...args]);
    expect([run.status, run.stderr]).toEqual([status, expect.stringContaining(message)]);
    expect(project.git("status", "--porcelain")).toBe("");
  });

  it("warns of a stack whose last day is over, also as JSON", () => {
    const project = new TestProject();
    expect(project.run(["new", "stack", "dev-ada", "--from", "latest", "--expires", "2020-01-02"]).status).toBe(0);
    expect(project.run(["render"]).status).toBe(0);
    const { status, stdout, stderr } = project.run(["check", "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ upToDate: true, expired: [{ stack: "dev-ada", expires: "2020-01-02" }] });
    expect(stderr).toContain("warning: stacks/dev-ada.ts: expires: dev-ada expired after 2020-01-02\n");
  });
});
