import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";

type Row = readonly [title: string, fields: Fields, problems: readonly string[]];

const at = (path: string, problem: string): string => `services/app.ts: ${path}: ${problem}`;

describe("user and group", () => {
  it.each<Row>([
    ["the user of an image", { user: 999, group: 999 }, []],
    ["the maximum", { user: 2_147_483_647 }, []],
    [
      "root",
      { user: 0, group: 0 },
      [at("user", "0 is root, and containers must not run as root"), at("group", "0 is root, and containers must not run as root")],
    ],
    [
      "root in a tier",
      { user: 999, tiers: { latest: { user: 0 } } },
      [at("tiers.latest.user", "0 is root, and containers must not run as root")],
    ],
    ["a negative number", { user: -1 }, [at("user", "must be at least 1, got -1")]],
    ["too many digits", { group: 2_147_483_648 }, [at("group", "must be at most 2147483647, got 2147483648")]],
    ["a fraction", { user: 1.5 }, [at("user", "must be an integer, got 1.5")]],
    ["a name", { user: "nobody" }, [at("user", 'must be a number, got "nobody"')]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("nodes", () => {
  it.each<Row>([
    [
      "labels, taints and a processor",
      {
        nodes: {
          selector: { "cloud.google.com/gke-nodepool": "gpu", empty: "" },
          tolerations: [
            { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
            { operator: "Exists" },
            { key: "spot", value: "true" },
          ],
          arch: "arm64",
        },
      },
      [],
    ],
    [
      "malformed labels",
      { nodes: { selector: { "a b": "x", "Example.com/a": "x", "a/b/c": "x", ok: "no!" } } },
      [
        at("nodes.selector.a b", '"a b" is not the key of a label'),
        at("nodes.selector.Example.com/a", '"Example.com/a" is not the key of a label'),
        at("nodes.selector.a/b/c", '"a/b/c" is not the key of a label'),
        at("nodes.selector.ok", '"no!" is not the value of a label'),
      ],
    ],
    [
      "two processors",
      { nodes: { selector: { "kubernetes.io/arch": "amd64" }, arch: "arm64" } },
      [at("nodes.arch", '"arm64" contradicts nodes.selector, which says "amd64"')],
    ],
    [
      "tolerations that the API server refuses",
      {
        nodes: {
          tolerations: [
            {},
            { key: "a b", operator: "Exists" },
            { key: "a", operator: "Exists", value: "b" },
            { key: "a", value: "b c" },
            { key: "a", operator: "Exists", effect: "NoSchedule", tolerationSeconds: 5 },
          ],
        },
      },
      [
        at("nodes.tolerations.0", 'a toleration without key must have the operator "Exists"'),
        at("nodes.tolerations.1", '"a b" is not the key of a taint'),
        at("nodes.tolerations.2", 'a toleration with the operator "Exists" must have no value, got "b"'),
        at("nodes.tolerations.3", '"b c" is not the value of a taint'),
        at("nodes.tolerations.4", 'tolerationSeconds needs the effect "NoExecute"'),
      ],
    ],
    ["an unknown processor", { nodes: { arch: "x86" } }, [at("nodes.arch", 'must be "amd64" or "arm64", got "x86"')]],
    [
      "an unknown effect",
      { nodes: { tolerations: [{ key: "a", effect: "NoRun" }] } },
      [at("nodes.tolerations.0.effect", 'must be "NoSchedule", "PreferNoSchedule" or "NoExecute", got "NoRun"')],
    ],
    ["an object for the list", { nodes: { tolerations: {} } }, [at("nodes.tolerations", "must be a list, got an object")]],
    ["a number for a label", { nodes: { selector: { a: 1 } } }, [at("nodes.selector.a", "must be a string, got 1")]],
    ["a misspelt field", { nodes: { slector: {} } }, [at("nodes.slector", 'unknown field; did you mean "selector"?')]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("host aliases and the runtime class", () => {
  it.each<Row>([
    ["two addresses", { hostAliases: { "10.1.2.3": ["db.local", "db"], "fd00::1": ["db6.local"] } }, []],
    ["a runtime class", { runtimeClass: "gvisor" }, []],
    [
      "malformed addresses",
      { hostAliases: { "10.1.2": ["a"], "010.1.2.3": ["a"], "10.1.2.256": ["a"], "db.local": ["a"], "::g": ["a"], __proto: ["a"] } },
      ["10.1.2", "010.1.2.3", "10.1.2.256", "db.local", "::g", "__proto"].map((ip) =>
        at(`hostAliases.${ip}`, `"${ip}" is not an IP address`),
      ),
    ],
    [
      "malformed and repeated names",
      { hostAliases: { "10.1.2.3": ["DB", "a b", "db", "db"] } },
      [
        at("hostAliases.10.1.2.3", '"DB" is not a host name'),
        at("hostAliases.10.1.2.3", '"a b" is not a host name'),
        at("hostAliases.10.1.2.3", '"db" is listed twice'),
      ],
    ],
    ["an address without names", { hostAliases: { "10.1.2.3": [] } }, [at("hostAliases.10.1.2.3", "must not be empty")]],
    ["a string for the names", { hostAliases: { "10.1.2.3": "db" } }, [at("hostAliases.10.1.2.3", 'must be a list, got "db"')]],
    [
      "a malformed address in a tier",
      { tiers: { latest: { hostAliases: { "10.1.2.300": ["a"] } } } },
      [at("tiers.latest.hostAliases.10.1.2.300", '"10.1.2.300" is not an IP address')],
    ],
    ["a malformed runtime class", { runtimeClass: "gVisor" }, [at("runtimeClass", '"gVisor" is not the name of a RuntimeClass')]],
    ["an empty runtime class", { runtimeClass: "" }, [at("runtimeClass", '"" is not the name of a RuntimeClass')]],
    ["a string for a boolean", { shareProcessNamespace: "yes" }, [at("shareProcessNamespace", 'must be a boolean, got "yes"')]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});
