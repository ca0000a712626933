import { describe, expect, test } from "vitest";
import { parseKubeconform, schemaCauses } from "./kubeconform.ts";
import { parseManifests } from "./manifest.ts";

const invalid =
  "problem validating schema. Check JSON formatting: jsonschema validation failed with 'file:///s/deployment.json#'" +
  " - at '': additional properties 'sepc' not allowed - at '/spec': validation failed   - at '/spec/strategy': 'anyOf'" +
  " failed     - at '/spec/strategy/type': got null, want string   - at '/spec/replicas': got string, want integer";

test("the causes of a schema error are the leaves of its tree", () => {
  expect(schemaCauses(invalid)).toEqual([
    "at /: additional properties 'sepc' not allowed",
    "at /spec/strategy/type: got null, want string",
    "at /spec/replicas: got string, want integer",
  ]);
});

test("a string of another form has no causes", () => {
  expect(schemaCauses("could not find schema for Foo")).toEqual([]);
});

describe("kubeconform's JSON", () => {
  const path = "prod/web.yaml";
  const manifests = parseManifests(path, "apiVersion: v1\nkind: Foo\nmetadata: {name: web, namespace: shop}\n");
  const parse = (status: string, msg: string) => {
    const resource = { filename: path, kind: "Foo", name: "web", version: "v1", status, msg };
    return parseKubeconform(JSON.stringify({ resources: [resource], summary: { valid: 3, invalid: 1, errors: 2, skipped: 9 } }), manifests);
  };

  test.each<readonly [string, string, string, readonly string[]]>([
    ["schema", "statusInvalid", "failed - at '/a': got null, want string - at '/b': bad", ["at /a: got null, want string", "at /b: bad"]],
    ["schema", "statusInvalid", "a string of another form", ["a string of another form"]],
    ["no-schema", "statusError", "could not find schema for Foo", ["no schema for v1 Foo: add its CRD to tools/judge/modules.ts"]],
    ["unreadable", "statusError", "error unmarshalling resource", ["error unmarshalling resource"]],
  ])("%s, from %s: %s", (check, status, msg, messages) => {
    const about = { tool: "kubeconform", path, object: "Foo/shop/web", check };
    expect(parse(status, msg).findings).toEqual(messages.map((message) => ({ ...about, message })));
  });

  test("skipped objects do not count as checked", () => {
    expect(parse("statusInvalid", "x").checked).toBe(6);
  });
});
