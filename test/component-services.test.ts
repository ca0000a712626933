import { expect, it } from "vitest";
import { TestProject } from "./project.ts";

it("check and up refuse a call of a Service that a rendered component lacks", () => {
  const project = new TestProject();
  project.edit("services/frontend.ts", "import { defineService,", "import { componentService, optional, defineService,");
  project.edit(
    "services/frontend.ts",
    "calls: () => ({",
    'calls: () => ({\n    grafana: optional(componentService("dashboards", { port: 80, pods: { app: "grafana" } })),',
  );
  for (const command of ["check", "up"]) {
    const { status, stderr } = project.run([command]);
    expect([status, stderr.split("\n").find((line) => line.includes("grafana"))]).toEqual([
      3,
      'services/frontend.ts: calls.grafana: the component dashboards renders no Service "dashboards"; there are none',
    ]);
  }
});
