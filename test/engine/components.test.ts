import { describe, expect, it } from "vitest";
import { TestProject } from "../project.ts";
import { HAS_ENGINE } from "./engine.ts";

const TEMPLATE = "charts/dashboards/templates/dashboards.yaml";
const COMPONENT = "components/dashboards.ts";
const CORE = 'const { core } = await import("@pulumi/kubernetes");\n  ';
const INPUTS = "pulumi-gen/staging/platform/dashboards/inputs.txt";
const PULUMI = { env: { FAIRLEAD_ENGINE: "pulumi" } };

/** The sample fleet, whose staging stack has a chart for a component. */
function project(): TestProject {
  const made = new TestProject();
  made.commitAll();
  return made;
}

describe("a component whose sources have changed", () => {
  it("is named by check, kept by render, and said by both", () => {
    const made = project();
    const before = made.snapshot();
    made.edit(TEMPLATE, "Restarts", "Restarts in an hour");
    expect(made.run(["check"])).toMatchObject({
      status: 1,
      stdout: [
        `${INPUTS}: is of a component whose sources have changed since it was rendered (Ada Lovelace in ${made.git("rev-parse", "--short=7", "HEAD").trim()} on ${made.git("log", "-1", "--format=%as").trim()})`,
        "1 file not what the specs say",
        "hint: npx fairlead up",
        "",
      ].join("\n"),
    });
    const note =
      "note: pulumi-gen/staging/platform/dashboards/ is kept as it is, though its sources have changed; npx fairlead up renders it\n";
    expect(made.run(["render"])).toMatchObject({ status: 0, stderr: note });
    expect(made.run(["up", "--engine", "embedded"])).toMatchObject({ status: 0, stderr: note });
    expect(made.snapshot()).toEqual(before);
  });
});

describe.skipIf(!HAS_ENGINE)("a component on the engine", { timeout: 120_000 }, () => {
  it("is rendered when its sources have changed, alone, and then not again", () => {
    const made = project();
    made.edit(TEMPLATE, "Restarts", "Restarts in an hour");
    const { status, stdout } = made.run(["up", "--json"], PULUMI);
    const { engine, render } = JSON.parse(stdout);
    expect([status, engine.stacks.map(({ stack, objects }: { stack: string; objects: number }) => [stack, objects])]).toEqual([
      0,
      [["staging", 3]],
    ]);
    expect(render.changed).toEqual(
      [
        "configmap-dashboard-cartservice.yaml",
        "configmap-dashboard-checkoutservice.yaml",
        "configmap-dashboard-frontend.yaml",
        "inputs.txt",
      ].map((file) => `staging/platform/dashboards/${file}`),
    );
    expect(made.run(["check"]).status).toBe(0);
    expect(JSON.parse(made.run(["up", "--json"], PULUMI).stdout).engine).toBe(undefined);
  });

  it("may be a ComponentResource, with a custom resource and its definition", () => {
    const made = project();
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

  it("goes when the stack has it no more", () => {
    const made = project();
    made.edit("stacks/staging.ts", "  components: { dashboards },\n", "");
    made.edit("stacks/staging.ts", /import \{ dashboards \}.*\n/, "");
    expect(made.run(["up"], PULUMI).status).toBe(0);
    expect([made.exists(INPUTS), made.exists("pulumi-gen/staging/applications/dashboards.yaml")]).toEqual([false, false]);
    expect(made.run(["check"]).status).toBe(0);
  });

  it.each<readonly [string, string, string, RegExp]>([
    [
      "throws",
      COMPONENT,
      'throw new Error("no luck today");\n  const { helm }',
      /^failed staging: the engine failed\n {2}the component "dashboards" failed: Error: no luck today \(components\/dashboards\.ts:5:9\)\nengine: /m,
    ],
    [
      "forgets the provider",
      COMPONENT,
      `${CORE}new core.v1.ConfigMap("stray", { metadata: { name: "stray", namespace } });\n  const { helm }`,
      /^ {2}stray: was not given the provider; its component passes \{ provider \} as the last argument\nengine: /m,
    ],
    [
      "leaves a name to Pulumi",
      COMPONENT,
      `${CORE}new core.v1.ConfigMap("stray", { metadata: { namespace } }, { provider });\n  const { helm }`,
      /^ {2}stacks\/staging\.ts: components\.dashboards: ConfigMap "stray-\w+" was named at random; give it a metadata\.name$/m,
    ],
    [
      "has a chart that is not there",
      COMPONENT,
      'new (await import("@pulumi/kubernetes")).helm.v4.Chart("none", { chart: path("charts/none") }, { provider });\n  const { helm }',
      /^ {2}kubernetes:helm\.sh\/v4:Chart resource 'none' has a problem: unable to locate the chart: path "\S+\/charts\/none" not found\nengine: /m,
    ],
    [
      "brings a Secret",
      TEMPLATE,
      "---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: token\n  namespace: {{ .Release.Namespace }}\ndata:\n  a: YQ==\n{{- range",
      /^ {2}stacks\/staging\.ts: components\.dashboards: the Secret "token" would be in git/m,
    ],
    [
      "leaves its namespace",
      TEMPLATE,
      "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: stray\n  namespace: kube-system\n{{- range",
      /^ {2}stacks\/staging\.ts: components\.dashboards: ConfigMap "stray" is of the namespace "kube-system"/m,
    ],
  ])("that %s fails its stack, whose part stays as it was; the others go on", (_title, file, text, message) => {
    const made = project();
    const before = made.snapshot("pulumi-gen/staging");
    made.edit(file, file === TEMPLATE ? "{{- range" : "const { helm }", text);
    made.edit("services/adservice.ts", /(?<=memory: )"\w+"/, '"190Mi"');
    const { status, stdout } = made.run(["up"], PULUMI);
    expect(status).toBe(3);
    expect(stdout).toMatch(message);
    expect(stdout).toMatch("1 stack failed: what is generated for staging stays as it was");
    expect(made.snapshot("pulumi-gen/staging")).toEqual(before);
    expect(made.read("pulumi-gen/latest/services/adservice/deployment-adservice.yaml")).toMatch("190Mi");
  });
});
