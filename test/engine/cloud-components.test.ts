import { describe, expect, it } from "vitest";
import { CloudFleet, outcomesOf } from "./cloud-fleet.ts";
import { HAS_ENGINE, reportSkipped } from "./engine.ts";
import { readLocalCloud } from "./local-cloud.ts";

reportSkipped();

/** Makes a fleet whose stack has a component in its cloud. @param body the code of the component */
function fleetWith(body: string, stack = "staging"): CloudFleet {
  const fleet = new CloudFleet();
  fleet.write(
    "cloud/alarms.ts",
    `import type { CloudComponent } from "fairlead";\nexport const alarms: CloudComponent = async (context) => {\n${body}\n};\n`,
  );
  fleet.edit(`stacks/${stack}.ts`, "import {", 'import { alarms } from "../cloud/alarms.ts";\nimport {');
  fleet.edit(`stacks/${stack}.ts`, "tier:", "cloud: { components: { alarms } },\n  tier:");
  return fleet;
}

const TOPIC = `
  const { pubsub } = await import("@pulumi/gcp");
  new pubsub.Topic("alarms", { name: context.stack + "-alarms", labels: context.labels });`;

const up = (fleet: CloudFleet, stack = "staging"): readonly string[] => [...outcomesOf(fleet.upCloud(["--stack", stack]))].sort();

/** Returns the exit code of `up`, and what it prints. */
function tryUp(fleet: CloudFleet, stack = "staging"): readonly [status: number | null, stdout: string] {
  const { status, stdout } = fleet.up(["--only", "cloud", "--stack", stack]);
  return [status, stdout];
}

describe.skipIf(!HAS_ENGINE)("code in the cloud of a stack", { timeout: 120_000 }, () => {
  it("registers resources beside those of needs, and they go with the code", () => {
    const fleet = fleetWith(TOPIC);
    expect(up(fleet)).toContain("staging.components changed 1");
    const topics = () => readLocalCloud(fleet.cloud).filter(({ type }) => type === "gcp:pubsub/topic:Topic");
    expect(topics()).toMatchObject([{ id: "projects/boutique-staging/topics/staging-alarms", inputs: { labels: { stack: "staging" } } }]);
    // The needs are recorded, and only the engine knows what code registers.
    expect(up(fleet)).toEqual(["staging.components unchanged 0", "staging.foundation unchanged 0", "staging.needs-1 unchanged 0"]);
    fleet.edit("stacks/staging.ts", "cloud: { components: { alarms } },", "");
    expect(up(fleet)).toContain("staging.components changed 1");
    expect(topics()).toEqual([]);
  });

  it.each<readonly [what: string, body: string, problem: string]>([
    [
      "an object of Kubernetes",
      `const { core } = await import("@pulumi/kubernetes"); new core.v1.Namespace("x", {});`,
      'kubernetes:core/v1:Namespace "x" is of Kubernetes',
    ],
    [
      "another project",
      `const { pubsub } = await import("@pulumi/gcp"); new pubsub.Topic("x", { project: "boutique-staging-2" });`,
      'is in project "boutique-staging-2"; the project of staging is "boutique-staging"',
    ],
    [
      "a name of another tier",
      `const { pubsub } = await import("@pulumi/gcp"); new pubsub.Topic("x", { labels: { of: "boutique-prod" } });`,
      'mentions "boutique-prod", which is of another tier than staging (staging)',
    ],
    ["an error", `throw new Error("no such zone");`, 'the component "alarms" of the cloud failed: Error: no such zone (cloud/alarms.ts:'],
  ])("is refused with %s", (_what, body, problem) => {
    const [status, stdout] = tryUp(fleetWith(body));
    expect(status).toBe(3);
    expect(stdout).toContain(problem);
  });

  it("protects data on prod, also from the code that goes", () => {
    const body = `
      const { storage } = await import("@pulumi/gcp");
      new storage.Bucket("archive", { name: "boutique-archive", location: "US" });
      new storage.Bucket("cache", { name: "boutique-cache", location: "US" }, { protect: false });`;
    const fleet = fleetWith(body, "prod-us-central1");
    expect(up(fleet, "prod-us-central1")).toContain("prod-us-central1.components changed 2");
    fleet.edit("stacks/prod-us-central1.ts", "cloud: { components: { alarms } },", "");
    const [status, stdout] = tryUp(fleet, "prod-us-central1");
    expect(status).toBe(3);
    for (const name of ["archive", "cache"]) expect(stdout).toContain(`error storage.Bucket ${name}: is protected`);
    expect(readLocalCloud(fleet.cloud).filter(({ id }) => /boutique-(?:archive|cache)/.test(id))).toHaveLength(2);
  });

  it("has the local cloud in place of other clouds that the repository has installed", () => {
    const fleet = fleetWith(`
      const { CustomResource } = await import("@pulumi/pulumi");
      new CustomResource("pagerduty:index/service:Service", "orders", { name: "orders" });`);
    fleet.write("node_modules/@pulumi/pagerduty/package.json", '{ "pulumi": { "resource": true, "name": "pagerduty" } }');
    expect(up(fleet)).toContain("staging.components changed 1");
    expect(readLocalCloud(fleet.cloud).filter(({ type }) => type.startsWith("pagerduty"))).toMatchObject([
      { id: "staging.components/orders", inputs: { name: "orders" } },
    ]);
  });
});
