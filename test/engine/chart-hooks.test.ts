import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { COMPONENT, PULUMI, sampleProject } from "./component-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

const hook = (name: string, when: string): string => `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${name}
  namespace: {{ .Release.Namespace }}
  annotations: { helm.sh/hook: "${when}" }
data: { a: {{ .Values.stack | quote }} }
`;

/** Returns the sample fleet, whose chart has hooks. */
function withHooks(): TestProject {
  const made = sampleProject();
  made.write("charts/dashboards/templates/migrate.yaml", hook("migrate", "pre-install,pre-upgrade"));
  made.write("charts/dashboards/templates/tests/ping.yaml", hook("ping", "test"));
  return made;
}

const V3 = ['helm.v4.Chart("dashboards", { chart:', 'helm.v3.Chart("dashboards", { path:'] as const;

describe.skipIf(!HAS_ENGINE)("hooks of a chart", { timeout: 120_000 }, () => {
  it("that helm.v4.Chart leaves out are named", () => {
    const made = withHooks();
    const { status, stdout } = made.run(["up"], PULUMI);
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining(
        'warning staging: the chart "dashboards" leaves out its hooks: ConfigMap "migrate" (pre-install,pre-upgrade), ConfigMap "ping" (test)\n',
      ),
    ]);
    expect(made.exists("pulumi-gen/staging/platform/dashboards/configmap-migrate.yaml")).toBe(false);
  });

  it("are rendered by helm.v3.Chart, and tests are named", () => {
    const made = withHooks();
    made.edit(COMPONENT, ...V3);
    const { status, stdout } = made.run(["up"], PULUMI);
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining('warning staging: the chart "dashboards" leaves out its hooks: ConfigMap "ping" (test)\n'),
    ]);
    expect(made.exists("pulumi-gen/staging/platform/dashboards/configmap-migrate.yaml")).toBe(true);
  });
});

describe.skipIf(!HAS_ENGINE)("a chart from outside of the project", { timeout: 120_000 }, () => {
  it.each<readonly [title: string, from: string, to: string, message: RegExp]>([
    ["a path with ..", 'path("charts/dashboards")', 'path("../outside")', /the chart ".*\/outside" is not in the project;/],
    ["an absolute path", 'path("charts/dashboards")', '"/etc"', /the chart "\/etc" is not in the project;/],
    ["the name of a repository's chart", 'path("charts/dashboards")', '"stable/redis"', /the chart "stable\/redis" is not in the project;/],
    ["a registry", 'path("charts/dashboards")', '"oci://ghcr.io/a/b"', /the chart "oci:\/\/ghcr.io\/a\/b" is not in the project;/],
    ["a file address", 'path("charts/dashboards")', '"file:///etc"', /the chart "file:\/\/\/etc" is not in the project;/],
    ["a dependency", "namespace, values }", "namespace, values, dependencyUpdate: true }", /the chart "dashboards" has dependencyUpdate,/],
    [
      "helm.v3 with ..",
      'helm.v4.Chart("dashboards", { chart: path("charts/dashboards")',
      'helm.v3.Chart("dashboards", { path: path("../outside")',
      /the chart ".*\/outside" is not in the project;/,
    ],
  ])("is refused: %s", (_title, from, to, message) => {
    const made = sampleProject();
    mkdirSync(join(made.root, "../outside/templates"), { recursive: true });
    made.edit(COMPONENT, from, to);
    const before = made.snapshot();
    const { status, stdout } = made.run(["up"], PULUMI);
    expect([status, stdout]).toEqual([3, expect.stringMatching(message)]);
    expect(made.snapshot()).toEqual(before);
  });

  it("is refused: a link", () => {
    const made = sampleProject();
    symlinkSync(temporaryDirectory("outside"), join(made.root, "charts/dashboards/templates/more"));
    expect(made.run(["up"], PULUMI)).toMatchObject({ status: 3, stderr: expect.stringContaining("which is outside of the project") });
  });
});
