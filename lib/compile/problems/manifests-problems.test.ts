import { describe, expect, it } from "vitest";
import type { Fields } from "../../../test/fleets.ts";
import { addedObject, failing, problemsOnFourStacks } from "../../../test/four-stacks.ts";

const nullLabels = { app: null };

describe("a mistake in manifests is one problem on four stacks", () => {
  it.each<readonly [string, Fields, string]>([
    ["a function that throws", { manifests: failing() }, "services/cart.ts: manifests: failed: boom"],
    ["an object for a list", { manifests: () => addedObject("ConfigMap") }, "services/cart.ts: manifests: must return a list of objects"],
    ["an empty object", { manifests: () => [{}] }, "services/cart.ts: manifests.0: is not a Kubernetes object"],
    [
      "no name",
      { manifests: () => [addedObject("ConfigMap", { metadata: {} })] },
      "services/cart.ts: manifests.0.metadata.name: is missing",
    ],
    [
      "metadata that is null",
      { manifests: () => [addedObject("ConfigMap", { metadata: null })] },
      "services/cart.ts: manifests.0.metadata: is not an object",
    ],
    [
      "metadata that is a string",
      { manifests: () => [addedObject("ConfigMap", { metadata: "data" })] },
      "services/cart.ts: manifests.0.metadata: is not an object",
    ],
    [
      "a kind that is null",
      { manifests: () => [{ ...addedObject("ConfigMap"), kind: null }] },
      "services/cart.ts: manifests.0.kind: is missing or malformed",
    ],
    [
      "a List with a Secret and no name",
      { manifests: () => [{ apiVersion: "v1", kind: "List", items: [addedObject("Secret", { stringData: { a: "b" } })] }] },
      "services/cart.ts: manifests.0: is a list of objects; return each object separately",
    ],
    [
      "a Secret with a private key",
      { manifests: () => [addedObject("Secret", { stringData: { key: "-----BEGIN PRIVATE KEY-----" } })] },
      'services/cart.ts: manifests.0: the Secret "data" would be in git',
    ],
    [
      "a status",
      { manifests: () => [addedObject("PersistentVolumeClaim", { status: { phase: "Bound" } })] },
      "services/cart.ts: manifests.0.status: is written by the cluster; leave it out",
    ],
    [
      "another namespace",
      { manifests: () => [addedObject("ConfigMap", { metadata: { name: "data", namespace: "web" } })] },
      'services/cart.ts: manifests.0.metadata.namespace: "web" is not the stack\'s namespace "shop-edge" (on edge, staging, prod-eu, prod-us)',
    ],
    [
      "the namespace of one stack",
      { manifests: () => [addedObject("ConfigMap", { metadata: { name: "data", namespace: "shop-edge" } })] },
      'services/cart.ts: manifests.0.metadata.namespace: "shop-edge" is not the stack\'s namespace "shop-staging" (on staging, prod-eu, prod-us)',
    ],
    [
      "a malformed quantity",
      { manifests: () => [addedObject("PersistentVolumeClaim", { spec: { resources: { requests: { storage: "10 GB" } } } })] },
      'services/cart.ts: manifests.0.spec.resources.requests.storage: "10 GB" is not a quantity; did you mean "10Gi" or "10G"?',
    ],
    [
      "a kind of the whole cluster",
      {
        manifests: ({ namespace }: { readonly namespace: string }) => [
          addedObject("ClusterRole", { metadata: { name: "data", namespace } }),
        ],
      },
      "services/cart.ts: manifests.0: a service cannot add a ClusterRole: it belongs to the whole cluster",
    ],
    [
      "an object that Fairlead renders",
      { manifests: () => [addedObject("ServiceAccount", { metadata: { name: "cart" } })] },
      'services/cart.ts: manifests.0: Fairlead renders ServiceAccount "cart"; change it with patch.ServiceAccount',
    ],
    [
      "one object listed twice",
      { manifests: () => [addedObject("ConfigMap"), addedObject("ConfigMap")] },
      'services/cart.ts: manifests.1: ConfigMap "data" is listed twice; manifests.0 is the same object',
    ],
    [
      "the object of another service",
      { manifests: () => [addedObject("ServiceAccount", { metadata: { name: "ad" } })] },
      'pulumi-gen/edge/services/ad/serviceaccount-ad.yaml: ServiceAccount "ad" is rendered by pulumi-gen/edge/services/cart/serviceaccount-ad.yaml, too; also on staging, prod-eu, prod-us',
    ],
    [
      "a shared part with null",
      { manifests: () => [addedObject("ConfigMap", { data: nullLabels, more: nullLabels })] },
      "services/cart.ts: manifests.0.data.app: is null; leave the field out",
    ],
  ])("%s", (_title, fields, problem) => {
    expect(problemsOnFourStacks(fields)).toEqual([problem]);
  });
});
