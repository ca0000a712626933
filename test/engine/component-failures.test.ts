import { describe, expect, it } from "vitest";
import type { Outcome, TestProject } from "../project.ts";
import { COMPONENT, PULUMI, sampleProject, TEMPLATE } from "./component-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

const CORE = 'const { core } = await import("@pulumi/kubernetes");\n  ';

const FINISHED = /^\w+: (?:rendered|failed)/gm;
const UNCHANGED = "1 stack failed: the generated files of staging stay unchanged";

/** Edits the component or its chart, and runs `up` for staging. */
function failed(project: TestProject, file: string, text: string, ...flags: readonly string[]): Outcome {
  project.edit(file, file === TEMPLATE ? "{{- range" : "const { helm }", text);
  return project.run(["up", "--stack", "staging", ...flags], PULUMI);
}

describe.skipIf(!HAS_ENGINE)("a component fails its stack if it", { timeout: 120_000 }, () => {
  it.each<readonly [string, string, string, RegExp]>([
    [
      "forgets the provider",
      COMPONENT,
      `${CORE}new core.v1.ConfigMap("stray", { metadata: { name: "stray", namespace } });\n  const { helm }`,
      /^ {2}stray: was not given the provider; its component must pass \{ provider \} as the last argument\n1 stack failed/m,
    ],
    [
      "has an object without a name",
      COMPONENT,
      `${CORE}new core.v1.ConfigMap("stray", { metadata: { namespace } }, { provider });\n  const { helm }`,
      /^ {2}stacks\/staging\.ts: components\.dashboards: ConfigMap "stray-\w+" has a generated name; set metadata\.name$/m,
    ],
    [
      "has an object with a service's name",
      COMPONENT,
      `${CORE}new core.v1.ServiceAccount("mine", { metadata: { name: "cartservice", namespace } }, { provider });\n  const { helm }`,
      /^ {2}pulumi-gen\/staging\/platform\/dashboards\/serviceaccount-cartservice\.yaml: ServiceAccount "cartservice" is rendered by pulumi-gen\/staging\/services\/cartservice\/serviceaccount-cartservice\.yaml, too$/m,
    ],
    [
      "names the project of another tier",
      COMPONENT,
      `${CORE}new core.v1.ConfigMap("mine", { metadata: { name: "mine", namespace }, data: { a: "boutique-prod" } }, { provider });\n  const { helm }`,
      /^ {2}stacks\/staging\.ts: components\.dashboards: ConfigMap "mine" mentions "boutique-prod", which is of another tier than staging \(staging\)$/m,
    ],
    [
      "has a chart that does not exist",
      COMPONENT,
      'new (await import("@pulumi/kubernetes")).helm.v4.Chart("none", { chart: path("charts/none") }, { provider });\n  const { helm }',
      /^ {2}the chart "\S+\/charts\/none" is not in the project; copy it into the repository, and write path\("charts\/<name>"\) \(components\/dashboards\.ts:5:3\)\n1 stack failed/m,
    ],
    [
      "has a Secret",
      TEMPLATE,
      "---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: token\n  namespace: {{ .Release.Namespace }}\ndata:\n  a: YQ==\n{{- range",
      /^failed staging: objects of its components are refused\n {2}stacks\/staging\.ts: components\.dashboards: the Secret "token" would be in git/m,
    ],
    [
      "has an object in another namespace",
      TEMPLATE,
      "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: stray\n  namespace: kube-system\n{{- range",
      /^ {2}stacks\/staging\.ts: components\.dashboards: ConfigMap "stray" is in the namespace "kube-system"/m,
    ],
  ])("%s", (_title, file, text, message) => {
    const made = sampleProject();
    const before = made.snapshot();
    const { status, stdout, stderr } = failed(made, file, text);
    expect([status, stderr.match(FINISHED)]).toEqual([3, ["staging: failed"]]);
    expect(stdout).toMatch(message);
    expect(stdout).toMatch(UNCHANGED);
    expect(made.snapshot()).toEqual(before);
  });

  it("throws, and the other stacks go on", () => {
    const made = sampleProject();
    const before = made.snapshot("pulumi-gen/staging");
    made.edit("services/adservice.ts", /(?<=memory: )"\w+"/, '"190Mi"');
    const thrown = 'throw new Error("no luck today");\n  const { helm }';
    const { status, stdout, stderr } = failed(made, COMPONENT, thrown, "--stack", "latest");
    expect([status, stderr.match(FINISHED)?.sort()]).toEqual([3, ["latest: rendered", "staging: failed"]]);
    expect(stdout).toMatch(
      /^failed staging: the engine failed\n {2}the component "dashboards" failed: Error: no luck today \(components\/dashboards\.ts:5:9\)\nengine: /m,
    );
    expect(stdout).toMatch(UNCHANGED);
    expect(made.snapshot("pulumi-gen/staging")).toEqual(before);
    expect(made.read("pulumi-gen/latest/services/adservice/deployment-adservice.yaml")).toMatch("190Mi");
  });
});
