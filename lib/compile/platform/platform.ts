import type { INetworkPolicy } from "kubernetes-models/networking.k8s.io/v1";
import type { IPriorityClass } from "kubernetes-models/scheduling.k8s.io/v1";
import type { INamespace, IResourceQuota } from "kubernetes-models/v1";
import type { Model, StackModel } from "../../model/model.ts";
import { normalizeQuantity } from "../../model/quantity.ts";
import type { Priority } from "../../model/service-input.ts";
import { CONFIRM_REMOVAL } from "../metadata.ts";

type Labels = Record<string, string>;

const labelsFor = (stack: StackModel, model: Model): Labels => ({
  "app.kubernetes.io/managed-by": "fairlead",
  "app.kubernetes.io/part-of": model.config.name,
  env: stack.tier,
});

const namespace = (stack: StackModel, model: Model): INamespace => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    annotations: CONFIRM_REMOVAL,
    labels: {
      ...labelsFor(stack, model),
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
    },
    name: stack.namespace,
  },
});

/** What no policy allows is refused; each service brings the policy for what it may do. */
const defaultDeny = (stack: StackModel, model: Model): INetworkPolicy => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { labels: labelsFor(stack, model), name: "default-deny", namespace: stack.namespace },
  // An empty selector is how Kubernetes says "every pod".
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
});

/** Below the 10^9 of the system's own classes, with room between. */
const PRIORITIES: Readonly<Record<Priority, { readonly value: number; readonly description: string }>> = {
  high: { value: 100_000, description: "Serves people directly; others make room for it." },
  normal: { value: 10_000, description: "The default." },
  low: { value: 1000, description: "Can wait for room." },
};

/** Cluster-wide names, so the namespace is in them: two stacks may share a cluster, never a namespace. */
const priorityClasses = (stack: StackModel, model: Model): readonly IPriorityClass[] =>
  Object.entries(PRIORITIES).map(([name, { value, description }]) => ({
    apiVersion: "scheduling.k8s.io/v1",
    description,

    kind: "PriorityClass",
    metadata: { labels: labelsFor(stack, model), name: `${stack.namespace}-${name}` },
    preemptionPolicy: "PreemptLowerPriority",
    value,
  }));

const quota = (stack: StackModel, model: Model): IResourceQuota => {
  const { pods, cpu, memory } = stack.quota ?? {};
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { labels: labelsFor(stack, model), name: "quota", namespace: stack.namespace },
    spec: {
      hard: {
        ...(pods === undefined ? {} : { pods: String(pods) }),
        ...(cpu === undefined ? {} : { "requests.cpu": normalizeQuantity(cpu) ?? cpu }),
        ...(memory === undefined ? {} : { "requests.memory": normalizeQuantity(memory) ?? memory }),
        // Traffic comes in through the Gateway and nowhere else.
        "services.loadbalancers": "0",
        "services.nodeports": "0",
      },
    },
  };
};

/** What a stack has once, whatever its services are. */
export const platformObjects = (stack: StackModel, model: Model) => [
  namespace(stack, model),
  defaultDeny(stack, model),
  ...priorityClasses(stack, model),
  quota(stack, model),
];
