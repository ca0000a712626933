import { describe, expect, it } from "vitest";
import { COMPONENT, INVENTORY, MAP, PULUMI, sampleProject, TEMPLATE } from "./component-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

describe.skipIf(!HAS_ENGINE)("a component on the engine", { timeout: 120_000 }, () => {
  it("is rendered alone if its sources have changed, and only once", () => {
    const made = sampleProject();
    made.edit(TEMPLATE, "Restarts", "Restarts in an hour");
    const { status, stdout } = made.run(["up", "--json"], PULUMI);
    const { engine, render } = JSON.parse(stdout);
    expect([status, engine.stacks.map(({ stack, objects }: { stack: string; objects: number }) => [stack, objects])]).toEqual([
      0,
      [["staging", 3]],
    ]);
    expect(render.changed).toEqual([
      "staging/components/dashboards.txt",
      ...["configmap-dashboard-cartservice.yaml", "configmap-dashboard-checkoutservice.yaml", "configmap-dashboard-frontend.yaml"].map(
        (file) => `staging/platform/dashboards/${file}`,
      ),
    ]);
    expect(made.run(["check"]).status).toBe(0);
    expect(JSON.parse(made.run(["up", "--json"], PULUMI).stdout).engine).toBe(undefined);
  });

  it("may be a ComponentResource, with a custom resource and its definition", () => {
    const made = sampleProject();
    made.edit(
      COMPONENT,
      "const { helm }",
      `const { ComponentResource } = await import("@pulumi/pulumi");
  const { apiextensions, core } = await import("@pulumi/kubernetes");
  const parent = new ComponentResource("acme:Widgets", "widgets", {}, { provider });
  const metadata = { name: "widget", namespace };
  new core.v1.ConfigMap("settings", { metadata, data: { on: "yes", at: "2026-01-01" } }, { parent });
  new apiextensions.CustomResource("widget", { apiVersion: "acme.io/v1", kind: "Widget", metadata, spec: { size: 3 } }, { parent });
  const names = { kind: "Widget", plural: "widgets" };
  const version = { name: "v1", served: true, storage: true, schema: { openAPIV3Schema: { type: "object" } } };
  const spec = { group: "acme.io", names, scope: "Namespaced", versions: [version] };
  new apiextensions.v1.CustomResourceDefinition("definition", { metadata: { name: "widgets.acme.io" }, spec }, { parent });
  const { helm }`,
    );
    const { status, stdout } = made.run(["up", "--json"], PULUMI);
    expect([status, JSON.parse(stdout).render.created]).toEqual([
      0,
      [
        "staging/platform/dashboards/configmap-widget.yaml",
        "staging/platform/dashboards/customresourcedefinition-widgets.acme.io.yaml",
        "staging/platform/dashboards/widget-widget.yaml",
      ],
    ]);
    expect(made.read("pulumi-gen/staging/platform/dashboards/configmap-widget.yaml")).toBe(
      "apiVersion: v1\ndata:\n  at: '2026-01-01'\n  'on': 'yes'\nkind: ConfigMap\nmetadata:\n  name: widget\n  namespace: boutique\n",
    );
    expect(made.run(["check"]).status).toBe(0);
  });

  it("is rendered again if somebody changed its files", () => {
    const made = sampleProject();
    const before = made.snapshot();
    made.edit(MAP, "staging-frontend", "mine");
    made.write("pulumi-gen/staging/platform/dashboards/configmap-mine.yaml", "kind: ConfigMap\n");
    made.commitAll("By hand");
    expect(made.run(["up"], PULUMI).status).toBe(0);
    expect(made.snapshot()).toEqual(before);
  });

  it("is removed if the stack no longer has it", () => {
    const made = sampleProject();
    made.edit("stacks/staging.ts", "  components: { dashboards },\n", "");
    made.edit("stacks/staging.ts", /import \{ dashboards \}.*\n/, "");
    expect(made.run(["up"], PULUMI).status).toBe(0);
    expect([made.exists(INVENTORY), made.exists("pulumi-gen/staging/applications/dashboards.yaml")]).toEqual([false, false]);
    expect(made.run(["check"]).status).toBe(0);
  });
});
