import { describe, expect, it } from "vitest";
import type { Fields } from "../../../../test/fleets.ts";
import { ownerProblems } from "../../../../test/owned-fleet.ts";

type Row = readonly [title: string, object: Fields, ...problems: string[]];

const of = (apiVersion: string, kind: string, spec: Fields): Fields => ({ apiVersion, kind, spec });
const rbac = (kind: string, rest: Fields): Fields => ({ apiVersion: "rbac.authorization.k8s.io/v1", kind, ...rest });
const bound = (subject: Fields): Fields => rbac("RoleBinding", { subjects: [subject] });
const gives = (text: string): string => `"${text}" gives access to secrets or to permissions of others`;
const leaves = (at: string, namespace = "other"): string => `${at}: "${namespace}" is not the stack's namespace "shop"`;
const route = (parent: Fields): Fields => of("gateway.networking.k8s.io/v1", "HTTPRoute", { parentRefs: [parent] });

const PLACES: readonly Row[] = [
  ["a role of pods", rbac("Role", { rules: [{ resources: ["pods"], verbs: ["get"] }] })],
  ["a role of Secrets", rbac("Role", { rules: [{ resources: ["secrets"], verbs: ["get"] }] }), `rules.0.resources: ${gives("secrets")}`],
  [
    "a role of everything",
    rbac("Role", { rules: [{ resources: ["*"], verbs: ["*"] }] }),
    `rules.0.resources: ${gives("*")}`,
    `rules.0.verbs: ${gives("*")}`,
  ],
  ["a wide role", rbac("RoleBinding", { roleRef: { kind: "ClusterRole", name: "edit" } }), `roleRef.name: ${gives("edit")}`],
  ["a role that only reads", rbac("RoleBinding", { roleRef: { kind: "ClusterRole", name: "view" } })],
  ["a subject elsewhere", bound({ kind: "ServiceAccount", name: "x", namespace: "other" }), leaves("subjects.0.namespace")],
  ["a route on the stack's Gateway", route({ name: "external", namespace: "gateway" })],
  ["a route on its own Gateway", route({ name: "own" })],
  [
    "a route on a Gateway elsewhere",
    route({ name: "x", namespace: "other" }),
    'spec.parentRefs.0.namespace: "other" is neither the stack\'s namespace "shop" nor that of its Gateway "gateway"',
  ],
  [
    "a backend elsewhere",
    of("gateway.networking.k8s.io/v1", "HTTPRoute", { rules: [{ backendRefs: [{ name: "x", namespace: "other" }] }] }),
    leaves("spec.rules.0.backendRefs.0.namespace"),
  ],
  [
    "a store elsewhere",
    of("external-secrets.io/v1", "SecretStore", { provider: { kubernetes: { remoteNamespace: "other" } } }),
    leaves("spec.provider.kubernetes.remoteNamespace"),
  ],
  [
    "a monitor of a namespace",
    of("monitoring.coreos.com/v1", "ServiceMonitor", {
      selector: { matchLabels: { a: "b" } },
      namespaceSelector: { matchNames: ["other"] },
    }),
    leaves("spec.namespaceSelector.matchNames.0"),
  ],
  [
    "a monitor of all namespaces",
    of("monitoring.coreos.com/v1", "ServiceMonitor", { selector: { matchLabels: { a: "b" } }, namespaceSelector: { any: true } }),
    'spec.namespaceSelector.any: finds more than the stack\'s namespace "shop"',
  ],
  ["a key called namespace", { apiVersion: "v1", kind: "ConfigMap", data: { namespace: "other", name: "x" } }],
  [
    "a grant",
    of("gateway.networking.k8s.io/v1beta1", "ReferenceGrant", { from: [{ kind: "HTTPRoute", namespace: "gateway" }] }),
    "kind: a service cannot add a ReferenceGrant: it opens the objects of all services",
  ],
  [
    "an Application",
    of("argoproj.io/v1alpha1", "Application", {}),
    "kind: a hatch cannot add an Application: Argo CD would deploy more than the stack",
  ],
  [
    "an owner of the cluster",
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x", ownerReferences: [{ kind: "Deployment", name: "web", uid: "1" }] } },
    "metadata.ownerReferences: is written by the cluster; leave it out",
  ],
];

describe("an object of a hatch", () => {
  it.each(PLACES.map((row) => [row[0], row] as const))("has permissions and places: %s", (_name, [, object, ...problems]) => {
    expect(ownerProblems(object)).toEqual(problems);
  });
});

it("a component may grant objects to routes of the Gateway, each by its name", () => {
  const grant = (namespace: string, to: Fields): Fields =>
    of("gateway.networking.k8s.io/v1beta1", "ReferenceGrant", { from: [{ kind: "Gateway", namespace }], to: [{ kind: "Secret", ...to }] });
  expect(ownerProblems(grant("gateway", { name: "x" }), "component")).toEqual([]);
  expect(ownerProblems(grant("other", {}), "component")).toEqual([
    leaves("spec.from.0.namespace"),
    "spec.to.0.name: is missing; without it, the grant opens all objects of the kind",
  ]);
});
