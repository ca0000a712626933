import { describe, expect, it } from "vitest";
import { toYaml } from "../render/yaml.ts";
import { deletionText } from "./deletion-text.ts";
import { planDeletions } from "./deletions.ts";
import { readObject, type TreeObject } from "./object.ts";

const object = (path: string, kind = "Deployment"): TreeObject =>
  readObject(
    path,
    path.endsWith("versions.yaml")
      ? ""
      : toYaml({ apiVersion: "v1", kind, metadata: { name: path.split("-").at(-1)?.replace(".yaml", "") } }),
  );

const service = (stack: string, name: string): readonly TreeObject[] => [
  object(`${stack}/applications/${name}.yaml`, "Application"),
  object(`${stack}/services/${name}/deployment-${name}.yaml`),
];
const stack = (name: string): readonly TreeObject[] => [
  object(`${name}/versions.yaml`),
  object(`${name}/platform/namespace-shop.yaml`, "Namespace"),
  object(`argocd/application-${name}.yaml`, "Application"),
  object(`argocd/app-project-${name}-platform.yaml`, "AppProject"),
  ...service(name, "cart"),
];
const policies = (count: number): readonly TreeObject[] =>
  Array.from({ length: count }, (_, at) => object(`latest/services/cart/networkpolicy-p${at}.yaml`, "NetworkPolicy"));
const database = object("latest/services/cart/statefulset-db.yaml", "StatefulSet");

const textsOf = (removed: readonly TreeObject[], created: readonly string[] = [], maximum?: number): readonly string[] | undefined =>
  planDeletions({ removed, created, maximum })?.deletions.map(deletionText);

describe("a person must allow", () => {
  it.each<readonly [string, readonly TreeObject[], readonly string[]]>([
    ["a stack with all its files", stack("latest"), ["stack latest goes: 6 files of cart; stateful: Namespace shop"]],
    [
      "a stack whose name begins another's",
      [...stack("prod"), ...stack("prod-eu")],
      ["stack prod goes: 6 files of cart; stateful: Namespace shop", "stack prod-eu goes: 6 files of cart; stateful: Namespace shop"],
    ],
    [
      "a stack with its data",
      [...stack("latest"), database],
      ["stack latest goes: 7 files of cart; stateful: Namespace shop, StatefulSet db"],
    ],
    ["a service", service("latest", "cart"), ["cart leaves latest: 2 files"]],
    ["a service with its data", [...service("latest", "cart"), database], ["cart leaves latest: 3 files; stateful: StatefulSet db"]],
    ["a stateful object of a service that stays", [database], ["StatefulSet db of cart goes on latest"]],
    ["a namespace", [object("latest/platform/namespace-shop.yaml", "Namespace")], ["Namespace shop of latest goes"]],
    [
      "the root Application of a stack that stays",
      [object("argocd/application-latest.yaml", "Application")],
      ["argocd/application-latest.yaml of argocd goes"],
    ],
    [
      "11 single objects",
      policies(11),
      [
        `11 files of cart go on latest: ${policies(11)
          .map(({ path }) => path)
          .sort()
          .join(", ")}`,
      ],
    ],
  ])("%s", (_name, removed, expected) => {
    expect(textsOf(removed)).toEqual(expected);
  });
});

describe("nobody must allow", () => {
  it.each<readonly [string, readonly TreeObject[], readonly string[]]>([
    ["no deletion", [], []],
    ["10 single objects", policies(10), []],
    [
      "ConfigMaps whose names have new hashes",
      Array.from({ length: 20 }, (_, at) => object(`latest/services/c${at}/configmap-c${at}-1a2b3c4d.yaml`, "ConfigMap")),
      Array.from({ length: 20 }, (_, at) => `latest/services/c${at}/configmap-c${at}-5e6f7a8b.yaml`),
    ],
  ])("%s", (_name, removed, created) => {
    expect(textsOf(removed, created)).toBeUndefined();
  });

  it("as many single objects as the run may delete", () => {
    expect([textsOf(policies(11), [], 11), textsOf(policies(1), [], 0)?.length]).toEqual([undefined, 1]);
  });
});

describe("the hash", () => {
  const hashOf = (removed: readonly TreeObject[]) => planDeletions({ removed, created: [] })?.hash;

  it("is that of the files, in any order", () => {
    const files = [...service("latest", "cart"), database];
    expect(hashOf(files)).toMatch(/^[0-9a-f]{12}$/);
    expect(hashOf(files.toReversed())).toBe(hashOf(files));
  });

  it.each<readonly [string, readonly TreeObject[]]>([
    ["another service", service("latest", "mail")],
    ["another stack", service("prod", "cart")],
    ["one more file", [...service("latest", "cart"), ...policies(1)]],
    ["one file less", service("latest", "cart").slice(0, 1)],
  ])("differs for %s", (_name, removed) => {
    expect(hashOf(removed)).not.toBe(hashOf(service("latest", "cart")));
  });
});
