import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { COMPONENT, PULUMI, sampleProject } from "./component-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

const SEEN = `apiVersion: v1
kind: ConfigMap
metadata:
  name: seen
data:
  version: {{ .Capabilities.KubeVersion.Version }}
  minor: {{ .Capabilities.KubeVersion.Minor | quote }}
  ingress: {{ .Capabilities.APIVersions.Has "networking.k8s.io/v1/Ingress" | quote }}
  operator: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" | quote }}
  secret: {{ lookup "v1" "Secret" "boutique" "login" | toJson | quote }}
  secrets: {{ lookup "v1" "Secret" "boutique" "" | toJson | quote }}
  widget: {{ lookup "acme.io/v1" "Widget" "" "one" | toJson | quote }}
  widgets: {{ lookup "acme.io/v1" "Widget" "" "" | toJson | quote }}
  namespaces: {{ lookup "v1" "Namespace" "" "" | toJson | quote }}
`;

describe.skipIf(!HAS_ENGINE)("a chart", { timeout: 120_000 }, () => {
  it.each<readonly [title: string, from: string, to: string]>([
    ["helm.v4.Chart", "", ""],
    ["helm.v3.Chart", 'helm.v4.Chart("dashboards", { chart:', 'helm.v3.Chart("dashboards", { path:'],
  ])("of %s sees the stack's Kubernetes, and no object of a cluster", (_title, from, to) => {
    const made = sampleProject();
    made.write("charts/dashboards/templates/seen.yaml", SEEN);
    made.edit("charts/dashboards/Chart.yaml", "name: dashboards\n", 'name: dashboards\nkubeVersion: ">=1.25.0-0"\n');
    made.edit("stacks/staging.ts", "components:", 'kubernetesVersion: "1.33.4-gke.1350000",\n  components:');
    if (from !== "") made.edit(COMPONENT, from, to);
    expect(made.run(["up"], PULUMI)).toMatchObject({ status: 0 });
    expect(load(made.read("pulumi-gen/staging/platform/dashboards/configmap-seen.yaml"))).toMatchObject({
      data: {
        version: "v1.33.4-gke.1350000",
        minor: "33",
        ingress: "true",
        operator: "false",
        secret: "{}",
        secrets: "{}",
        widget: "{}",
        widgets: "{}",
        namespaces: "{}",
      },
    });
    expect(made.run(["check"]).status).toBe(0);
  });

  it("is rendered again if the fleet's Kubernetes changes", () => {
    const made = sampleProject();
    made.edit("fairlead.config.ts", "defineConfig({", 'defineConfig({\n  kubernetesVersion: "1.35",');
    expect(made.run(["check"]).stdout).toMatch(/^pulumi-gen\/staging\/components\/dashboards\.txt: .*sources changed/);
  });
});

/** Adds fields to a ConfigMap of the chart. */
const template = (fields: string): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: unstable
data:
  a: b
${fields}`;

const FILE = "charts/dashboards/templates/unstable.yaml";

describe.skipIf(!HAS_ENGINE)("a component that differs with each render", { timeout: 120_000 }, () => {
  it.each<readonly [title: string, change: (made: TestProject) => void, message: string]>([
    [
      "a random value in a chart",
      (made) => made.write(FILE, template('  password: {{ randAlphaNum 20 }}\n  id: "{{ uuidv4 }}"\n')),
      'ConfigMap "unstable": data.id, data.password changes with each render; see randAlphaNum in charts/dashboards/templates/unstable.yaml:7, uuidv4 in charts/dashboards/templates/unstable.yaml:8;',
    ],
    [
      "a certificate in a chart",
      (made) => made.write(FILE, template('  ca: {{ (genCA "ca" 365).Cert | b64enc }}\n')),
      'ConfigMap "unstable": data.ca changes with each render; see genCA in charts/dashboards/templates/unstable.yaml:7;',
    ],
    [
      "the date in a chart",
      (made) => made.write(FILE, template('  at: {{ now | date "2006-01-02" | quote }}\n')),
      'ConfigMap "unstable": data.at changes with each render; see now in charts/dashboards/templates/unstable.yaml:7;',
    ],
    [
      "the year in a component",
      (made) => made.edit(COMPONENT, "const values = { stack,", "const values = { stack: String(new Date().getFullYear()),"),
      'ConfigMap "dashboard-cartservice": data.cartservice.json changes with each render; see new Date() in components/dashboards.ts:6;',
    ],
    [
      "a random name in a component",
      (made) => made.edit(COMPONENT, 'services: ["cartservice"', 'services: ["a" + Math.random().toString(36).slice(2)'),
      "is in only one of two renders; see Math.random in components/dashboards.ts:6;",
    ],
  ])("is refused: %s", (_title, change, message) => {
    const made = sampleProject();
    change(made);
    const before = made.snapshot();
    const { status, stdout } = made.run(["up"], PULUMI);
    expect([status, stdout]).toEqual([3, expect.stringContaining("  stacks/staging.ts: components.dashboards: ConfigMap ")]);
    expect(stdout).toContain(message);
    expect(made.snapshot()).toEqual(before);
  });

  it("may have a random value that its values replace", () => {
    const made = sampleProject();
    made.write(
      FILE,
      template(
        '  password: {{ .Values.stack | default (randAlphaNum 20) }}\n  at: {{ "2026-01-02" | toDate "2006-01-02" | date "2006" | quote }}\n',
      ),
    );
    expect(made.run(["up"], PULUMI)).toMatchObject({ status: 0 });
  });
});
