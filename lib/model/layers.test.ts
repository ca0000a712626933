import { describe, expect, it } from "vitest";
import { fleetOf, type Fields, serviceFile, stackFile, type TestServiceFile } from "../../test/fleets.ts";
import { type Layer, layersOf, locate, mergeValues, ownerLabel } from "./layers.ts";
import { exec, tcp } from "./fields/probes.ts";
import { override } from "./stack.ts";

/** Lists the layers of `services/app.ts` on `stacks/us.ts`. */
function layers(fields: Fields, stack: Fields = {}, overridden: Fields = {}): readonly Layer[] {
  const app: TestServiceFile = serviceFile("app", fields);
  const overrides = Object.keys(overridden).length === 0 ? [] : [override(app.service, overridden)];
  const [on = stackFile("us")] = fleetOf({ services: [app], stacks: [stackFile("us", { overrides, ...stack })] }).stacks;
  return layersOf(app, on);
}

describe("layersOf", () => {
  it.each<[title: string, fields: Fields, tier: string, override: Fields, names: string[]]>([
    ["a service alone", {}, "latest", {}, ["library default", "service"]],
    ["a layer for the tier", { tiers: { prod: { args: ["-v"] } } }, "prod", {}, ["library default", "service", "tier prod"]],
    ["another tier", { tiers: { prod: { args: ["-v"] } } }, "staging", {}, ["library default", "service"]],
    ["a stack's override", {}, "staging", { args: ["-v"] }, ["library default", "service", "stack us"]],
    ["two pods on latest", { scale: { min: 2 } }, "latest", {}, ["library default", "service"]],
    ["two pods on prod, which needs three", { scale: { min: 2 } }, "prod", {}, ["library default", "service", "prod minimum"]],
    ["three pods on prod", { scale: { min: 3 } }, "prod", {}, ["library default", "service"]],
    [
      "all of them, lowest first",
      { scale: { min: 2 }, tiers: { prod: { args: ["-v"] } } },
      "prod",
      { args: ["-q"] },
      ["library default", "service", "prod minimum", "tier prod", "stack us"],
    ],
  ])("%s", (_title, fields, tier, overridden, names) => {
    expect(layers(fields, { tier }, overridden).map(({ name }) => name)).toEqual(names);
  });

  it("says where each layer is written", () => {
    const all = layers({ scale: { min: 2 }, tiers: { prod: { args: ["-v"] } } }, { tier: "prod" }, { args: ["-q"] });
    expect(all.map(({ file, prefix }) => [file, prefix])).toEqual([
      [undefined, ""],
      ["services/app.ts", ""],
      [undefined, ""],
      ["services/app.ts", "tiers.prod"],
      ["stacks/us.ts", "override(app)"],
    ]);
  });

  it("takes no other service's override", () => {
    const other = serviceFile("other");
    expect(layers({}, { overrides: [override(other.service, { args: ["-q"] })] }).map(({ name }) => name)).toEqual([
      "library default",
      "service",
    ]);
  });
});

describe("mergeValues", () => {
  const probe = exec(["ok"]);
  const run = (): void => undefined;
  it.each<[title: string, low: unknown, high: unknown, merged: unknown]>([
    ["objects merge key by key", { cpu: "1", memory: "1Gi" }, { memory: "2Gi" }, { cpu: "1", memory: "2Gi" }],
    ["at any depth", { limits: { cpu: "1", memory: "1Gi" } }, { limits: { cpu: "2" } }, { limits: { cpu: "2", memory: "1Gi" } }],
    ["a new key is added", { cpu: "1" }, { limits: { cpu: "2" } }, { cpu: "1", limits: { cpu: "2" } }],
    ["lists replace", { args: ["-v", "-q"] }, { args: ["-x"] }, { args: ["-x"] }],
    ["an empty list replaces", { args: ["-v"] }, { args: [] }, { args: [] }],
    ["probes replace", { liveness: tcp("http") }, { liveness: probe }, { liveness: probe }],
    ["functions replace", { env: { A: "1" } }, { env: run }, { env: run }],
    ["undefined sets nothing", { cpu: "1" }, { cpu: undefined }, { cpu: "1" }],
    ["nothing below", undefined, { cpu: "1" }, { cpu: "1" }],
    ["nothing above", { cpu: "1" }, undefined, { cpu: "1" }],
    ["a value replaces an object", { scale: { min: 2 } }, { scale: 3 }, { scale: 3 }],
    ["zero, false and nothing are values", { a: 1, b: true, c: "x" }, { a: 0, b: false, c: "" }, { a: 0, b: false, c: "" }],
  ])("%s", (_title, low, high, merged) => {
    expect(mergeValues(low, high)).toEqual(merged);
  });

  it("changes neither side", () => {
    const low = { limits: { cpu: "1" } };
    const high = { limits: { memory: "1Gi" } };
    mergeValues(low, high);
    expect([low, high]).toEqual([{ limits: { cpu: "1" } }, { limits: { memory: "1Gi" } }]);
  });

  it("keeps a key called __proto__ as a key, so that a rule sees it", () => {
    const merged = mergeValues({ "/etc/a": "1" }, JSON.parse('{"__proto__": "2"}'));
    expect(JSON.stringify(merged)).toBe('{"/etc/a":"1","__proto__":"2"}');
  });
});

describe("locate", () => {
  const all = layers(
    {
      hostAliases: { "10.0.0.1": ["a"] },
      resources: { memory: "1Gi" },
      scale: { min: 2 },
      files: { "/etc/a.toml": "1" },
      tiers: { prod: { resources: { cpu: "1" } } },
    },
    { tier: "prod" },
    { resources: { limits: { cpu: "2" } }, files: { "/etc/b.toml": "2" }, nodes: { selector: { "example.com/pool": "a" } } },
  );
  it.each<[title: string, path: string, file: string, located: string]>([
    ["what the service sets", "resources.memory", "services/app.ts", "resources.memory"],
    ["what the tier sets", "resources.cpu", "services/app.ts", "tiers.prod.resources.cpu"],
    ["what the stack sets", "resources.limits.cpu", "stacks/us.ts", "override(app).resources.limits.cpu"],
    ["what no layer sets, beside what the stack sets", "resources.limits.memory", "stacks/us.ts", "override(app).resources.limits.memory"],
    ["what no layer sets, beside what the service sets", "scale.max", "services/app.ts", "scale.max"],
    ["what the tier's minimum raised", "scale.min", "services/app.ts", "scale.min"],
    ["what no layer sets", "health.readiness", "services/app.ts", "health.readiness"],
    ["a file of the service", "files./etc/a.toml", "services/app.ts", "files./etc/a.toml"],
    ["a label with dots", "nodes.selector.example.com/pool", "stacks/us.ts", "override(app).nodes.selector.example.com/pool"],
    ["an address, beside what the service sets", "hostAliases.10.0.0.2", "services/app.ts", "hostAliases.10.0.0.2"],
    ["a file of the stack", "files./etc/b.toml", "stacks/us.ts", "override(app).files./etc/b.toml"],
  ])("%s", (_title, path, file, located) => {
    expect(locate(all, path)).toEqual({ file, path: located });
  });
});

describe("ownerLabel", () => {
  it.each([
    ["shopping@example.com", "shopping"],
    ["team.a@example.com", "team.a"],
  ])("%s", (owner, label) => {
    expect(ownerLabel(owner)).toBe(label);
  });
});
