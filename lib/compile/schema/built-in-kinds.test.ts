import { expect, it } from "vitest";
import { builtInKinds } from "./built-in-kinds.ts";

it.each<readonly [apiVersion: string, minor: number, kinds: readonly string[] | undefined]>([
  ["apps/v1", 25, ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"]],
  ["admissionregistration.k8s.io/v1", 29, ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]],
  [
    "admissionregistration.k8s.io/v1",
    30,
    ["MutatingWebhookConfiguration", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "ValidatingWebhookConfiguration"],
  ],
  ["resource.k8s.io/v1", 33, undefined],
  ["resource.k8s.io/v1", 34, ["ResourceClaim", "ResourceClaimTemplate"]],
  ["gateway.networking.k8s.io/v1", 34, undefined],
  ["monitoring.coreos.com/v1", 34, undefined],
])("%s of Kubernetes 1.%i", (apiVersion, minor, kinds) => {
  expect(builtInKinds(minor).get(apiVersion)).toEqual(kinds);
});
