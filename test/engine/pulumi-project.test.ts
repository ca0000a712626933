import { expect, it } from "vitest";
import type { TestProject } from "../project.ts";
import { HAS_ENGINE } from "./engine.ts";
import { PULUMI, sampleProject } from "./component-fleet.ts";

/** Returns the sample fleet, whose component on staging prints the URN of an object. */
function projectWithUrn(): TestProject {
  const project = sampleProject();
  project.edit(
    "components/dashboards.ts",
    "const { helm }",
    `const { core } = await import("@pulumi/kubernetes");
  const map = new core.v1.ConfigMap("settings", { metadata: { name: "settings", namespace } }, { provider });
  map.urn.apply((urn) => console.log(urn));
  const { helm }`,
  );
  return project;
}

it.skipIf(!HAS_ENGINE).each<readonly [title: string, pulumiYaml: string | undefined, name: string]>([
  ["Pulumi.yaml", "name: acme-shop\ndescription: Our shop\nruntime: nodejs\n", "acme-shop"],
  ["the config, without a Pulumi.yaml", undefined, "online-boutique"],
])("the engine's URNs have the project's name from %s", { timeout: 120_000 }, (_title, pulumiYaml, name) => {
  const project = projectWithUrn();
  if (pulumiYaml !== undefined) project.write("Pulumi.yaml", pulumiYaml);
  const { status, stderr } = project.run(["up", "--stack", "staging"], PULUMI);
  expect(status).toBe(0);
  expect(stderr).toContain(`staging: urn:pulumi:render::${name}::kubernetes:core/v1:ConfigMap::settings\n`);
});

it("up refuses a malformed Pulumi.yaml before it looks for an engine, and writes nothing", () => {
  const project = projectWithUrn();
  project.write("Pulumi.yaml", "name: my shop\n");
  const before = project.snapshot();
  const { status, stdout, stderr } = project.run(["up"], { env: { FAIRLEAD_ENGINE: "pulumi", PULUMI_BIN: "/none" } });
  expect([status, stdout, stderr]).toEqual([
    3,
    "",
    [
      'error: Pulumi.yaml: name: "my shop" is not a Pulumi project name',
      'hint: use 1 to 100 letters, digits, hyphens, underscores and periods, such as "name: online-boutique"',
      "",
    ].join("\n"),
  ]);
  expect(project.snapshot()).toEqual(before);
});
