import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

const PROD = "prod-europe-west1";
const EMBEDDED = ["--engine", "embedded"];

const sample = (): TestProject => {
  const project = new TestProject();
  project.commitAll();
  return project;
};

const retire = (project: TestProject): void => project.edit(`stacks/${PROD}.ts`, '  tier: "prod",', '  tier: "prod",\n  retired: true,');

const filesOf = (project: TestProject): readonly string[] =>
  Object.keys(project.snapshot("pulumi-gen")).filter((path) => path.includes(PROD));

describe("a prod stack", () => {
  it("is removed in two commits: its Applications go first, and its root Application then", () => {
    const project = sample();
    retire(project);
    expect(project.run(["up", ...EMBEDDED])).toMatchObject({ status: 0 });
    expect(filesOf(project).filter((path) => /\/(?:applications|services)\//.test(path))).toEqual([`${PROD}/applications/platform.yaml`]);
    expect(project.read(`pulumi-gen/argocd/application-${PROD}.yaml`)).toContain("resources-finalizer.argocd.argoproj.io/foreground");
    expect(project.run(["check"]).status).toBe(0);
    project.commitAll("Retire the stack");
    project.remove(`stacks/${PROD}.ts`);
    expect(project.run(["up", ...EMBEDDED])).toMatchObject({ status: 0 });
    expect(filesOf(project)).toEqual([]);
  });

  it.each([["up"], ["plan"], ["render"]])("whose file goes first is refused by %s, and nothing is written", (command) => {
    const project = sample();
    const before = project.snapshot("pulumi-gen");
    project.remove(`stacks/${PROD}.ts`);
    const { status, stderr } = project.run([command]);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`stacks/${PROD}.ts: retired: ${PROD} is a prod stack`)]);
    expect(stderr).toContain(`git checkout HEAD -- stacks/${PROD}.ts, set retired: true and deploy that first`);
    expect(project.snapshot("pulumi-gen")).toEqual(before);
  });

  it("is refused if its last service is called platform, too", () => {
    const project = sample();
    const applications = `pulumi-gen/${PROD}/applications`;
    for (const path of filesOf(project)) {
      const isService = path.startsWith(`${PROD}/applications/`) && !path.endsWith("/platform.yaml");
      if (isService && path.endsWith("/frontend.yaml")) project.move(`pulumi-gen/${path}`, `${applications}/shop-platform.yaml`);
      else if (isService) project.remove(`pulumi-gen/${path}`);
    }
    project.remove(`stacks/${PROD}.ts`);
    project.commitAll("Remove the stack by hand");
    expect(project.run(["render"]).stderr).toContain(`stacks/${PROD}.ts: retired: ${PROD} is a prod stack`);
  });

  it("may be renamed", () => {
    const project = sample();
    project.write(
      "stacks/prod-eu.ts",
      project.read(`stacks/${PROD}.ts`).replace(`defineStack("${PROD}", {`, `defineStack("prod-eu", {\n  movedFrom: "${PROD}",`),
    );
    project.remove(`stacks/${PROD}.ts`);
    expect(project.run(["up", ...EMBEDDED])).toMatchObject({ status: 0 });
  });
});

it("a stack of another tier may go at once: its Applications take their objects along", () => {
  const project = sample();
  project.remove("stacks/latest.ts");
  expect(project.run(["up", ...EMBEDDED])).toMatchObject({ status: 0 });
});
