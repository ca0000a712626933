import { expect, it } from "vitest";
import { schemaModules } from "../../../tools/judge/modules.ts";
import { isContextOf } from "./kube-context.ts";
import { neededGroups, type NeedyObject } from "./needed-groups.ts";
import { OPERATORS } from "./operators.ts";
import { argoCdManifest } from "./plan-steps.ts";

it.each([
  ["3.2", "release-3.2"],
  ["v3.2", "release-3.2"],
  ["2.14", "release-2.14"],
  ["3.2.1", "v3.2.1"],
  ["v3.2.1", "v3.2.1"],
])("Argo CD %s comes from the revision %s", (version, revision) => {
  expect(argoCdManifest(version)).toBe(`https://raw.githubusercontent.com/argoproj/argo-cd/${revision}/manifests/install.yaml`);
});

it.each([
  ["prod", "prod", true],
  ["gke_shop-prod_us-central1_prod", "prod", true],
  ["arn:aws:eks:us-east-1:123456789012:cluster/prod", "prod", true],
  ["kind-prod", "prod", true],
  ["k3d-prod", "prod", true],
  ["not-prod", "prod", false],
  ["gke_shop-prod_us-central1_staging", "prod", false],
  ["prod-2", "prod", false],
  ["PROD", "prod", false],
])("the context %s belongs to the cluster %s: %s", (context, cluster, expected) => {
  expect(isContextOf(context, cluster)).toBe(expected);
});

const object = (apiVersion: string, kind: string, more: Partial<NeedyObject> = {}): NeedyObject => ({
  apiVersion,
  kind,
  name: "cart",
  annotations: [],
  ...more,
});

it.each<readonly [string, readonly NeedyObject[], Readonly<Record<string, readonly string[]>>]>([
  ["Kubernetes itself", [object("v1", "Service"), object("apps/v1", "Deployment"), object("networking.k8s.io/v1", "Ingress")], {}],
  ["Argo CD", [object("argoproj.io/v1alpha1", "Application"), object("argoproj.io/v1alpha1", "AppProject")], {}],
  ["Argo Rollouts", [object("argoproj.io/v1alpha1", "Rollout")], { "argoproj.io": ["Rollout"] }],
  ["KEDA", [object("keda.sh/v1alpha1", "ScaledObject"), object("keda.sh/v1alpha1", "ScaledObject")], { "keda.sh": ["ScaledObject"] }],
  ["an operator of k8s.io", [object("gateway.networking.k8s.io/v1", "HTTPRoute")], { "gateway.networking.k8s.io": ["HTTPRoute"] }],
  [
    "an annotation",
    [object("networking.k8s.io/v1", "Ingress", { annotations: ["cert-manager.io/cluster-issuer", "example.com/x"] })],
    { "cert-manager.io": ["Ingress"] },
  ],
  [
    "a kind that the stack defines itself",
    [
      object("apiextensions.k8s.io/v1", "CustomResourceDefinition", { name: "widgets.example.com" }),
      object("example.com/v1", "Widget"),
      object("other.example.com/v1", "Widget"),
    ],
    { "other.example.com": ["Widget"] },
  ],
])("finds what objects need: %s", (_title, objects, expected) => {
  expect(Object.fromEntries(neededGroups(objects))).toEqual(expected);
});

it.each([
  ["external-secrets", "github.com/external-secrets/external-secrets"],
  ["keda", "github.com/kedacore/keda/v2"],
  ["gateway-api", "sigs.k8s.io/gateway-api"],
  ["prometheus-operator", "github.com/prometheus-operator/prometheus-operator"],
])("%s has the version of the schemas that check the manifests", (id, path) => {
  const version = OPERATORS.find((operator) => operator.id === id)?.version;
  expect(`v${version?.replace(/^v/, "")}`).toBe(schemaModules.find((module) => module.path === path)?.version);
});
