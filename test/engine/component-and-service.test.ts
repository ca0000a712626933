import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { sampleProject } from "./component-fleet.ts";

const MAP = "pulumi-gen/staging/platform/dashboards/configmap-dashboard-frontend.yaml";

describe("components with --service", () => {
  it.each<readonly [title: string, edit: (made: TestProject) => void]>([
    [
      "a component whose sources have changed",
      (made) => made.edit("charts/dashboards/templates/dashboards.yaml", "Restarts", "Restarts in an hour"),
    ],
    ["an edited file of a component", (made) => made.edit(MAP, "staging-frontend", "mine")],
  ])("%s is ignored", (_title, edit) => {
    const made = sampleProject();
    edit(made);
    const before = made.snapshot();
    for (const command of [["check"], ["render"], ["up"], ["up", "--engine", "pulumi"]])
      expect(made.run([...command, "--service", "cartservice"])).toMatchObject({ status: 0, stderr: "" });
    expect(made.snapshot()).toEqual(before);
    expect(made.run(["check"]).status).toBe(1);
  });

  it("a rendered object still collides with a service's object of the same name", () => {
    const made = sampleProject();
    made.edit(
      "services/adservice.ts",
      /\}\);\n$/,
      '  manifests: () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "dashboard-frontend" }, data: { a: "b" } }],\n});\n',
    );
    for (const command of ["render", "check", "up"]) {
      const { status, stdout, stderr } = made.run([command, "--service", "adservice"]);
      const message = `${MAP}: ConfigMap "dashboard-frontend" is rendered by pulumi-gen/staging/services/adservice/configmap-dashboard-frontend.yaml, too`;
      expect(status).toBe(3);
      // `up` holds the service, and says so among its decisions.
      expect(stdout + stderr).toContain(message);
    }
  });
});
