import type { IDeployment } from "kubernetes-models/apps/v1";
import { describe, expect, expectTypeOf, it } from "vitest";
import { isStateful, type ServiceManifests } from "./manifest-kinds.ts";
import type { Patch } from "./fields/patch.ts";

describe("isStateful", () => {
  it.each([
    ["ExternalSecret", true],
    ["Deployment", false],
    ["Namespace", true],
    ["PersistentVolume", true],
    ["PersistentVolumeClaim", true],
    ["Secret", true],
    ["StatefulSet", true],
    ["Role", false],
    ["toString", false],
  ])("%s: %s", (kind, expected) => {
    expect(isStateful(kind)).toBe(expected);
  });
});

it("types a manifest and a patch by kind", () => {
  expectTypeOf<ServiceManifests["Deployment"]>().toEqualTypeOf<IDeployment>();
  expectTypeOf<Parameters<NonNullable<Patch["Deployment"]>>>().toEqualTypeOf<[IDeployment]>();
});
