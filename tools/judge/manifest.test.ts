import { expect, test } from "vitest";
import { JudgeError } from "./judge-error.ts";
import { parseManifests } from "./manifest.ts";

const configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: shop\n";

test("an object has a label of kind, namespace and name, and keeps its text", () => {
  expect(parseManifests("a.yaml", configMap)).toEqual([
    {
      path: "a.yaml",
      text: configMap,
      object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "shop" } },
      kind: "ConfigMap",
      name: "a",
      label: "ConfigMap/shop/a",
    },
  ]);
});

test.each<readonly [string, string, readonly string[]]>([
  ["a leading and a trailing separator", `---\n${configMap}---\n`, ["ConfigMap/shop/a"]],
  ["two objects", `${configMap}--- # next\n${configMap.replace("name: a", "name: b")}`, ["ConfigMap/shop/a", "ConfigMap/shop/b"]],
  ["Windows line ends", `---\r\n${configMap.replaceAll("\n", "\r\n")}`, ["ConfigMap/shop/a"]],
  ["a separator inside a string", `${configMap}data:\n  x: |\n    ---\n    y\n`, ["ConfigMap/shop/a"]],
  ["no namespace", "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n", ["Namespace/shop"]],
  ["a generated name", "apiVersion: v1\nkind: Pod\nmetadata: {generateName: x-}\n", ["Pod/x-"]],
])("%s", (_, text, labels) => {
  expect(parseManifests("a.yaml", text).map(({ label }) => label)).toEqual(labels);
});

test.each([
  ["a: [", "a.yaml: not readable as YAML: unexpected end of the stream within a flow collection (1:5)"],
  ["a: 1\na: 2\n", "a.yaml: not readable as YAML: duplicated mapping key (2:1)"],
  ["a: 1", "a.yaml: not a Kubernetes object: it needs apiVersion, kind and metadata.name"],
  ["- 1", "a.yaml: not a Kubernetes object: it needs apiVersion, kind and metadata.name"],
  ["# nothing\n---\n", "a.yaml: has no Kubernetes object"],
])("%j is refused", (text, message) => {
  expect(() => parseManifests("a.yaml", text)).toThrow(new JudgeError(message));
});
