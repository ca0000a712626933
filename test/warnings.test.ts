import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

const WARNING = [
  "warning: services/orders.ts: env.LEGACY_TOKEN: has the value of a secret, which dumps and child processes see",
  '  pass the path of its file, or allow it: secret({ asEnv: "because ..." })',
  "",
].join("\n");

/** Makes a fleet whose need does not say why variables may hold its secret. */
function warned(): TestProject {
  const project = new TestProject("test/every-shape");
  const path = "services/orders.ts";
  project.write(path, project.read(path).replace(/legacy: secret\(.*\)/, "legacy: secret()"));
  return project;
}

describe("a warning", () => {
  it("is on standard error and in the result, and stops nothing", () => {
    const project = warned();
    const rendered = project.run(["render"]);
    expect([rendered.status, rendered.stderr]).toEqual([0, WARNING]);
    const checked = project.run(["check", "--json"]);
    expect([checked.status, checked.stderr]).toEqual([0, WARNING]);
    expect(JSON.parse(checked.stdout)).toMatchObject({
      upToDate: true,
      warnings: [{ file: "services/orders.ts", path: "env.LEGACY_TOKEN", severity: "warning" }],
    });
  });

  it("is absent if the need allows the variable", () => {
    const project = new TestProject("test/every-shape");
    const { status, stdout, stderr } = project.run(["render", "--json"]);
    expect([status, stderr, JSON.parse(stdout)]).toEqual([0, "", expect.not.objectContaining({ warnings: expect.anything() as unknown })]);
  });
});
