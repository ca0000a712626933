import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { HAS_ENGINE } from "./engine.ts";
import { processesOf } from "./processes.ts";
import { PULUMI, sampleProject } from "./component-fleet.ts";

const DIRECTORY = "pulumi-gen/staging/platform/dashboards";

/** Returns the sample fleet, whose component on staging registers only these resources. @param body statements of its function */
function project(body: string): TestProject {
  const made = sampleProject();
  made.write(
    "components/dashboards.ts",
    `import type { Component } from "fairlead";
export const dashboards: Component = async ({ provider, namespace }) => {
  const { apiextensions, core, helm, Provider, rbac, yaml } = await import("@pulumi/kubernetes");
  const { secret } = await import("@pulumi/pulumi");
  const named = (name: string) => ({ name, namespace });
  const config = (name: string, data: any) => new core.v1.ConfigMap(name, { metadata: named(name), data }, { provider });
  config("base", { a: "b" });
  ${body}
};
`,
  );
  return made;
}

describe.skipIf(!HAS_ENGINE)("an object of a component", { timeout: 120_000 }, () => {
  it("keeps its strings and numbers on its way through the provider's YAML", () => {
    const made =
      project(`config("texts", { script: 'var a="\\u2028\\u2029";\\n', next: "a\\u0085b", control: "\\u0001", crlf: "a\\r\\nb" });
  new apiextensions.CustomResource("rate", {
    apiVersion: "telemetry.istio.io/v1", kind: "Telemetry", metadata: named("rate"), spec: { percentage: 0.00005, least: 5e-7, none: null },
  }, { provider });`);
    expect(made.run(["up"], PULUMI).status).toBe(0);
    expect(made.read(`${DIRECTORY}/configmap-texts.yaml`)).toBe(
      [
        "apiVersion: v1",
        "data:",
        '  control: "\\x01"',
        '  crlf: "a\\r\\nb"',
        '  next: "a\\Nb"',
        '  script: "var a=\\"\\L\\P\\";\\n"',
        "kind: ConfigMap",
        "metadata:",
        "  name: texts",
        "  namespace: boutique",
        "",
      ].join("\n"),
    );
    expect(made.read(`${DIRECTORY}/telemetry-rate.yaml`)).toMatch(/^spec:\n {2}least: 5\.e-7\n {2}percentage: 0\.00005\n/m);
    expect(made.run(["check"]).status).toBe(0);
  });

  it("may have what charts have: a role with any name, two kinds with one name, quantities, empty fields, a List", () => {
    const made = project(`new rbac.v1.ClusterRole("role", { metadata: { name: "system:Reader" }, rules: [] }, { provider });
  const listeners = [{ name: "http", port: 80, protocol: "HTTP" }];
  for (const apiVersion of ["gateway.networking.k8s.io/v1", "networking.istio.io/v1"])
    new apiextensions.CustomResource("gate-" + apiVersion, { apiVersion, kind: "Gateway", metadata: named("gate"),
      spec: { gatewayClassName: "any", listeners } }, { provider });
  new yaml.v2.ConfigGroup("group", { yaml: JSON.stringify({ apiVersion: "v1", kind: "List", items: [
    { apiVersion: "v1", kind: "Pod", metadata: { ...named("pod"), creationTimestamp: null, annotations: {} }, status: {}, spec: { hostNetwork: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } }, serviceAccountName: "",
      containers: [{ name: "app", image: "app@sha256:${"0".repeat(64)}", env: [{ name: "EMPTY", value: "" }],
        resources: { limits: { cpu: "1000m", memory: "1Gi" } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } }] } },
  ] }) }, { provider });`);
    expect(made.run(["up"], PULUMI)).toMatchObject({ status: 0 });
    const files = Object.keys(made.snapshot(DIRECTORY));
    expect(files).toEqual([
      "clusterrole-system%3a%52eader.yaml",
      "configmap-base.yaml",
      "gateway.gateway.networking.k8s.io-gate.yaml",
      "gateway.networking.istio.io-gate.yaml",
      "pod-pod.yaml",
    ]);
    expect(made.read(`${DIRECTORY}/pod-pod.yaml`)).toMatch(/cpu: '1'/);
    made.commitAll("A chart");
    expect([made.run(["check"]).status, made.run(["render"]).status, made.git("status", "--porcelain")]).toEqual([0, 0, ""]);
  });

  it.each<readonly [title: string, body: string, messages: readonly string[]]>([
    [
      "fields that the provider does not know, in a resource and in a chart",
      `const pod = { hostUser: true, containers: [{ name: "app", image: "app", resources: { gpu: 1 } }] } as any;
  new core.v1.Pod("pod", { metadata: named("pod"), spec: pod }, { provider });
  new yaml.v2.ConfigGroup("group", { yaml: JSON.stringify({ apiVersion: "v1", kind: "Service", metadata: named("shop"), spec: { portz: [1] } }) }, { provider });`,
      [
        'Pod "pod": spec.containers.0.resources.gpu: the Kubernetes provider drops 1:',
        'Pod "pod": spec.hostUser: the Kubernetes provider drops true:',
        'Service "shop": spec.portz: the Kubernetes provider drops [1]:',
      ],
    ],
    [
      "an object of a known operator that the API server refuses",
      `new apiextensions.CustomResource("gate", { apiVersion: "gateway.networking.k8s.io/v1", kind: "Gateway", metadata: named("gate"),
        spec: { gatewayClassName: "any", listeners: [{ name: "http", port: "80", protocol: "HTTP" }], class: 1 } }, { provider });`,
      [
        'components.dashboards: Gateway "gate": spec.listeners.0.port: "80" is not a whole number; write 80',
        'components.dashboards: Gateway "gate": spec.class: spec has no field "class"',
      ],
    ],
    [
      "a pod that its namespace refuses",
      `new core.v1.Pod("pod", { metadata: named("pod"), spec: { hostNetwork: true, containers: [{ name: "app", image: "app:1" }] } }, { provider });`,
      [
        'components.dashboards: Pod "pod": spec.containers.0.image: app:1 has no digest;',
        'components.dashboards: Pod "pod": spec.hostNetwork: true is not allowed; the namespace enforces the Pod Security level "restricted"',
        'components.dashboards: Pod "pod": spec.containers.0.securityContext.allowPrivilegeEscalation: must be false;',
      ],
    ],
    [
      "a number where Kubernetes wants a string",
      `new core.v1.Pod("pod", { metadata: named("pod"), spec: { containers: [{ name: "app", image: "app:1", args: [8080 as any] }] } }, { provider });`,
      ['components.dashboards: Pod "pod": spec.containers.0.args.0: 8080 is not a string; write "8080"'],
    ],
    ["a secret value", 'config("login", { user: "ann", password: secret("hunter2") });', ['ConfigMap "login": data.password is a secret']],
    [
      "its own provider, which would write elsewhere",
      'const own = new Provider("own", { renderYamlToDirectory: "pulumi-gen/latest" });\n  new core.v1.ConfigMap("x", { metadata: named("x") }, { provider: own });',
      ['the component makes its own provider "own";'],
    ],
    [
      "its own provider, which would talk to a cluster",
      'const own = new Provider("own", { kubeconfig: "{}" });\n  new core.v1.ConfigMap("x", { metadata: named("x") }, { provider: own });',
      ['the component makes its own provider "own";'],
    ],
    [
      "a file from the network",
      'new yaml.v2.ConfigFile("net", { file: "http://example.com/crds.yaml" }, { provider });',
      ["needs http://example.com/crds.yaml, but a render has no network"],
    ],
  ])("is refused: %s", (_title, body, messages) => {
    const made = project(body);
    const before = made.snapshot();
    const { status, stdout } = made.run(["up"], PULUMI);
    expect(status).toBe(3);
    for (const message of messages) expect(stdout).toContain(message);
    expect(stdout).not.toContain("hunter2");
    expect(made.snapshot()).toEqual(before);
  });

  it("does not wait for a process that the component started and that holds its output", () => {
    const made = project('(await import("node:child_process")).spawn("sleep", ["600"], { detached: true, stdio: "inherit" }).unref();');
    expect(made.run(["up"], PULUMI)).toMatchObject({ status: 0 });
    expect([made.exists(`${DIRECTORY}/configmap-base.yaml`), processesOf(made.root)]).toEqual([true, []]);
  });

  it("collides with the same object of another stack on the cluster", () => {
    const made = project('new rbac.v1.ClusterRole("role", { metadata: { name: "viewer" }, rules: [] }, { provider });');
    expect(made.run(["up"], PULUMI).status).toBe(0);
    made.commitAll("staging has the role");
    const before = made.snapshot();
    const [, cluster = ""] = /cluster: (".*"),/.exec(made.read("stacks/staging.ts")) ?? [];
    made.edit("stacks/latest.ts", /cluster: ".*",/, `cluster: ${cluster}, components: { dashboards },`);
    made.edit("stacks/latest.ts", 'from "fairlead";', 'from "fairlead";\nimport { dashboards } from "../components/dashboards.ts";');
    made.edit("stacks/latest.ts", /namespace: ".*",/, 'namespace: "boutique-latest",');
    const { status, stdout } = made.run(["up"], PULUMI);
    expect([status, stdout]).toEqual([
      3,
      expect.stringMatching(/ClusterRole "viewer" is rendered by pulumi-gen\/latest\/platform\/dashboards\/clusterrole-viewer\.yaml, too/),
    ]);
    expect(Object.keys(made.snapshot())).toEqual(Object.keys(before));
  });
});
