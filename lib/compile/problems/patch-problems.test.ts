import { describe, expect, it } from "vitest";
import type { Fields } from "../../../test/fleets.ts";
import { type Draft, failing, problemsOnFourStacks } from "../../../test/four-stacks.ts";

const setLimit = (draft: Draft): void => {
  Reflect.set(Reflect.get(Reflect.get(draft.spec["template"] ?? {}, "spec"), "containers")[0].resources.limits, "cpu", "1 core");
};
const nullLabels = { app: null };

describe("a mistake in a patch is one problem on four stacks", () => {
  it.each<readonly [string, Fields, string]>([
    ["a patch that throws", { patch: { Deployment: failing() } }, "services/cart.ts: patch.Deployment: failed: boom"],
    [
      "a patch that throws another message on each stack",
      { patch: { Deployment: (draft: Draft) => failing(String(draft.metadata["namespace"]))() } },
      "services/cart.ts: patch.Deployment: failed: shop-edge (on edge, staging, prod-eu, prod-us)",
    ],
    [
      "a patch that throws on one stack",
      { patch: { Deployment: (draft: Draft) => (draft.metadata["namespace"] === "shop-prod-us" ? failing()() : undefined) } },
      "services/cart.ts: patch.Deployment: failed: boom (on prod-us)",
    ],
    [
      "a patch that renames two objects",
      { patch: { Job: (draft: Draft) => Reflect.set(draft.metadata, "name", "x") && undefined } },
      'services/cart.ts: patch.Job: must keep apiVersion, kind, name and namespace of Job "cart-migrate"',
    ],
    [
      "a malformed quantity below another patch",
      { patch: { Deployment: setLimit }, tiers: { prod: { patch: { Deployment: () => undefined } } } },
      'services/cart.ts: patch.Deployment.spec.template.spec.containers.0.resources.limits.cpu: "1 core" is not a quantity',
    ],
    [
      "a patch that throws before the patch that needs it",
      { patch: { Service: failing() }, tiers: { prod: { patch: { Service: (draft: Draft) => void Object(draft["added"]).name.length } } } },
      "services/cart.ts: patch.Service: failed: boom",
    ],
    ["an empty object", { patch: { Service: () => ({}) } }, "services/cart.ts: patch.Service: is not a Kubernetes object"],
    [
      "a name that is null",
      { patch: { Service: (draft: Draft) => Reflect.set(draft.metadata, "name", null) && undefined } },
      'services/cart.ts: patch.Service.metadata.name: null is not the name of an object; allowed are lower-case letters, digits, "-" and "."',
    ],
    [
      "null in a part that two places share",
      {
        patch: {
          Service: (draft: Draft) => ({
            ...draft,
            metadata: { ...draft.metadata, labels: nullLabels },
            spec: { ...draft.spec, selector: nullLabels },
          }),
        },
      },
      "services/cart.ts: patch.Service.metadata.labels.app: is null; leave the field out",
    ],
    [
      "a patch that makes a Secret with a private key",
      { patch: { Service: (draft: Draft) => ({ ...draft, kind: "Secret", stringData: { key: "-----BEGIN PRIVATE KEY-----" } }) } },
      'services/cart.ts: patch.Service: the Secret "cart" would be in git',
    ],
  ])("%s", (_title, fields, problem) => {
    expect(problemsOnFourStacks(fields)).toEqual([problem]);
  });
});
