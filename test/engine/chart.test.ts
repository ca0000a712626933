import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
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
