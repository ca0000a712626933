import { describe, expect, it } from "vitest";
import { VALID } from "../../test/hatch-objects.ts";
import { placeOn, stackWith } from "../../test/hatch-place.ts";
import type { Manifest } from "../model/manifest.ts";
import { patchObject } from "./patch-object.ts";

const STACK = placeOn(stackWith());
const DEPLOYMENT = VALID["Deployment"] as Manifest;

type Fields = Record<string, unknown>;

/** Applies a patch to a Deployment. The patch gets the object, its `spec` and its containers. */
function patched(patch: (draft: Fields, spec: Fields, containers: unknown[]) => unknown) {
  const problems: string[] = [];
  const step = {
    patch: (draft: unknown) => {
      const fields = draft as Fields & {
        readonly spec: Fields & { readonly template: { readonly spec: { readonly containers: unknown[] } } };
      };
      return patch(fields, fields.spec, fields.spec.template.spec.containers);
    },
    isAllowed: () => true,
    report: (path: string, message: string) => void problems.push(`${path}: ${message}`),
  };
  return { object: patchObject(DEPLOYMENT, [step], STACK), problems };
}

describe("a change that YAML cannot hold is a problem:", () => {
  it.each<readonly [string, Parameters<typeof patched>[0], string]>([
    ["a map", (_, spec) => void (spec["paused"] = new Map([["a", 1]])), ".spec.paused: is a Map, not plain data"],
    ["a symbol", (_, spec) => void (spec["paused"] = Symbol("a")), ".spec.paused: is a symbol; leave the field out"],
    ["a bigint", (_, spec) => void (spec["replicas"] = 3n), ".spec.replicas: is a bigint; leave the field out"],
    ["NaN", (_, spec) => void (spec["replicas"] = Number.NaN), ".spec.replicas: NaN is not a number that YAML keeps"],
    [
      "a field whose name is a symbol",
      (_, spec) => void Reflect.set(spec, Symbol("a"), 1),
      ".spec: has a field whose name is a symbol: Symbol(a)",
    ],
    [
      "a hidden field",
      (_, spec) => void Object.defineProperty(spec, "paused", { value: true }),
      ".spec.paused: is hidden: it is not enumerable; assign it",
    ],
    [
      "a getter",
      (_, spec) => void Object.defineProperty(spec, "paused", { get: () => true, enumerable: true }),
      ".spec.paused: is a getter; write its value",
    ],
    [
      "a named field of a list",
      (_, __, containers) => void Reflect.set(containers, "first", 1),
      ".spec.template.spec.containers.first: is a named field of a list",
    ],
    [
      "a gap in a list",
      (_, __, containers) => void (containers.length = 2),
      ".spec.template.spec.containers.1: is undefined; leave the field out",
    ],
    [
      "a change of the argument that the returned copy lacks",
      (draft, spec) => {
        const copy = structuredClone(draft);
        spec["minReadySeconds"] = 30;
        return copy;
      },
      ": changes its argument, but returns another object without the change",
    ],
  ])("%s", (_title, patch, problem) => {
    expect(patched(patch)).toEqual({ object: DEPLOYMENT, problems: [`patch.Deployment${problem}`] });
  });
});

it("a patch that changes nothing is fine, also if it returns a copy", () => {
  for (const patch of [() => undefined, (draft: Fields) => draft, (draft: Fields) => structuredClone(draft)])
    expect(patched(patch)).toEqual({ object: DEPLOYMENT, problems: [] });
});

it("a patch may change what it returned for an earlier object", () => {
  const annotations: Record<string, string> = {};
  const patch = (draft: Fields) => ({ ...draft, metadata: { ...DEPLOYMENT.metadata, annotations } });
  annotations["first"] = "yes";
  const first = patched(patch);
  annotations["second"] = "yes";
  expect([first, patched(patch)].map(({ object }) => object?.metadata.annotations)).toEqual([
    { first: "yes" },
    { first: "yes", second: "yes" },
  ]);
});

const SYNC = "argocd.argoproj.io/sync-options";
const COMPARE = "argocd.argoproj.io/compare-options";

describe("a patch of a stateful object", () => {
  const NAMESPACE: Manifest = {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: { name: "shop", annotations: { note: "kept", [COMPARE]: "IgnoreExtraneous", [SYNC]: "Delete=confirm,Prune=false" } },
  };
  const changedTo = (annotations: Readonly<Record<string, string>> | undefined) => {
    const problems: string[] = [];
    const patch = (draft: unknown) => ({ ...(draft as Manifest), metadata: { name: "shop", ...(annotations && { annotations }) } });
    const report = (path: string, message: string) => void problems.push(`${path}: ${message}`);
    const object = patchObject(NAMESPACE, [{ patch, report, isAllowed: () => true }], STACK);
    return { problems, annotations: object?.metadata.annotations };
  };
  const kept = (annotation: string, option: string) =>
    `patch.Namespace.metadata.annotations.${annotation}: must keep ${option}: the data of Namespace "shop" would go without a question`;
  const all = [kept(SYNC, "Delete=confirm"), kept(SYNC, "Prune=false"), kept(COMPARE, "IgnoreExtraneous")];

  it.each<readonly [string, Readonly<Record<string, string>> | undefined, readonly string[]]>([
    ["no annotations", undefined, all],
    ["others", { note: "new" }, all],
    ["no Delete=confirm", { [SYNC]: "Prune=false", [COMPARE]: "IgnoreExtraneous" }, [all[0] ?? ""]],
    ["Delete=false", { [SYNC]: "Delete=false,Prune=false", [COMPARE]: "IgnoreExtraneous" }, [all[0] ?? ""]],
    ["two values", { [SYNC]: "Delete=confirm,Prune=false,Prune=true", [COMPARE]: "IgnoreExtraneous" }, [all[1] ?? ""]],
    ["Prune=confirm", { [SYNC]: "Delete=confirm,Prune=confirm", [COMPARE]: "IgnoreExtraneous" }, [all[1] ?? ""]],
    ["another comparison", { [SYNC]: "Delete=confirm,Prune=false", [COMPARE]: "ServerSideDiff=true" }, [all[2] ?? ""]],
  ])("cannot set %s", (_title, annotations, problems) => {
    expect(changedTo(annotations)).toEqual({ problems, annotations: NAMESPACE.metadata.annotations });
  });

  it.each([
    ["argocd.argoproj.io/hook", "Sync", {}],
    ["helm.sh/hook", "pre-install", {}],
    [SYNC, "Force=true", { [SYNC]: "Delete=confirm,Prune=false,Force=true" }],
  ])("cannot set %s: %s", (annotation, value, more) => {
    const annotations = { [COMPARE]: "IgnoreExtraneous", [SYNC]: "Delete=confirm,Prune=false", [annotation]: value, ...more };
    const message = `patch.Namespace.metadata.annotations.${annotation}: "${value}" would delete the data of Namespace "shop"`;
    expect(changedTo(annotations).problems).toEqual([message]);
  });

  it("can add options", () => {
    const annotations = { [SYNC]: "Prune=false, Delete=confirm, Replace=true", [COMPARE]: "ServerSideDiff=true,IgnoreExtraneous" };
    expect(changedTo(annotations)).toEqual({ problems: [], annotations });
  });
});
