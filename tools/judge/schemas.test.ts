import { describe, expect, test } from "vitest";
import { builtinSchemas, crdSchemas, definitionsOf, schemaLocation } from "./schemas.ts";

const objectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

const definitions = definitionsOf({
  definitions: {
    [objectMeta]: { type: "object", properties: { name: { type: "string" } } },
    "io.k8s.api.core.v1.ConfigMap": {
      type: "object",
      properties: {
        apiVersion: { type: "string" },
        kind: { type: "string" },
        metadata: { $ref: `#/definitions/${objectMeta}` },
        data: { type: "object", additionalProperties: { type: "string" } },
      },
      "x-kubernetes-group-version-kind": [{ group: "", version: "v1", kind: "ConfigMap" }],
    },
    Tree: {
      type: "object",
      properties: { metadata: { $ref: `#/definitions/${objectMeta}` }, not: { $ref: "#/definitions/Tree" } },
      "x-kubernetes-group-version-kind": [{ group: "example.com", version: "v1", kind: "Tree" }],
    },
    DeleteOptions: {
      type: "object",
      "x-kubernetes-group-version-kind": [
        { group: "", version: "v1", kind: "DeleteOptions" },
        { group: "apps", version: "v1", kind: "DeleteOptions" },
      ],
    },
  },
});

const strictMeta = { type: "object", properties: { name: { type: "string" } }, additionalProperties: false };

describe("built-in kinds", () => {
  const files = builtinSchemas(definitions);

  test("one file for each kind, at kubeconform's path; shared definitions have none", () => {
    expect(files.map(({ path }) => path)).toEqual(["v1/v1/configmap.json", "example.com/v1/tree.json"]);
    expect(schemaLocation("/s")).toBe("/s/{{ .Group }}/{{ .ResourceAPIVersion }}/{{ .ResourceKind }}.json");
  });

  test("the kind is exact, the file name is in lower case, and the needed definitions are copied", () => {
    expect(files[0]?.schema).toEqual({
      type: "object",
      properties: {
        apiVersion: { enum: ["v1"] },
        kind: { enum: ["ConfigMap"] },
        metadata: { $ref: `#/definitions/${objectMeta}` },
        data: { type: "object", additionalProperties: { type: "string" } },
      },
      additionalProperties: false,
      required: ["apiVersion", "kind", "metadata"],
      definitions: { [objectMeta]: strictMeta },
    });
  });

  test("a kind that contains itself is converted once", () => {
    expect(files[1]?.schema["definitions"]).toEqual({
      Tree: {
        type: "object",
        properties: { metadata: { $ref: `#/definitions/${objectMeta}` }, not: { $ref: "#/definitions/Tree" } },
        additionalProperties: false,
      },
      [objectMeta]: strictMeta,
    });
  });

  test("an unknown reference is an error that names it", () => {
    const kind = [{ group: "example.com", version: "v1", kind: "A" }];
    const broken = {
      A: { properties: { spec: { $ref: "#/definitions/Gone" } }, "x-kubernetes-group-version-kind": kind },
    };
    expect(() => builtinSchemas(broken)).toThrow("the schema refers to Gone, which is not defined");
  });

  test("a document without definitions is an error", () => {
    expect(() => definitionsOf({ paths: {} })).toThrow("the OpenAPI document has no definitions");
  });
});

describe("custom resources", () => {
  const version = (name: string, served: boolean) => ({
    name,
    served,
    schema: {
      openAPIV3Schema: {
        type: "object",
        required: ["spec"],
        properties: {
          apiVersion: { type: "string" },
          kind: { type: "string" },
          metadata: { type: "object" },
          spec: { type: "object", properties: { store: { type: "string" } } },
        },
      },
    },
  });
  const crd = (...versions: readonly object[]) => ({
    kind: "CustomResourceDefinition",
    spec: { group: "external-secrets.io", names: { kind: "ExternalSecret" }, versions },
  });

  test("each served version has a file, and metadata is checked like that of a built-in kind", () => {
    expect(crdSchemas(crd(version("v1", true), version("v1beta1", false)), definitions)).toEqual([
      {
        path: "external-secrets.io/v1/externalsecret.json",
        schema: {
          type: "object",
          required: ["spec", "apiVersion", "kind", "metadata"],
          properties: {
            apiVersion: { enum: ["external-secrets.io/v1"] },
            kind: { enum: ["ExternalSecret"] },
            metadata: { $ref: `#/definitions/${objectMeta}` },
            spec: { type: "object", properties: { store: { type: "string" } }, additionalProperties: false },
          },
          additionalProperties: false,
          definitions: { [objectMeta]: strictMeta },
        },
      },
    ]);
  });

  test.each([
    ["another kind", { kind: "Kustomization", resources: [] }],
    ["an empty document", null],
  ])("%s has none", (_, document) => {
    expect(crdSchemas(document, definitions)).toEqual([]);
  });
});
