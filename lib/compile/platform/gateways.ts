import type { IGateway } from "@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1";
import type { INamespace } from "kubernetes-models/v1";
import { ingressName } from "../../model/cloud/ingress.ts";
import type { Model, StackModel } from "../../model/model.ts";
import { confirmRemoval } from "../argocd/confirm-removal.ts";
import { stackLabels } from "../labels.ts";
import { labelledNamespace } from "./namespace.ts";

/** The label of a namespace that has its name. Kubernetes sets it. */
const NAMESPACE_NAME = "kubernetes.io/metadata.name";

/** Builds the Gateway with the address and the certificates of the stack's cloud, if the cloud has them. */
export function gateways(stack: StackModel, model: Model): readonly (IGateway | INamespace)[] {
  const { cloud, cluster, fleet, gateway } = stack;
  if (cloud.ingress === undefined || gateway.class === undefined) return [];
  const name = ingressName(stack);
  const namespaces = fleet.stacks.filter((other) => other.cluster === cluster).map(({ namespace }) => namespace);
  const allowedRoutes = {
    // Other namespaces could take hosts of the stacks.
    namespaces: { from: "Selector" as const, selector: { matchExpressions: [inNamespaces(namespaces)] } },
  };
  const { redirectListener } = gateway;
  return [
    ...(gateway.namespace === stack.namespace ? [] : [labelledNamespace(gateway.namespace, "restricted", stackLabels(stack, model))]),
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: {
        annotations: confirmRemoval({ "networking.gke.io/certmap": name }),
        labels: stackLabels(stack, model),
        name: gateway.name,
        namespace: gateway.namespace,
      },
      spec: {
        addresses: [{ type: "NamedAddress", value: name }],
        gatewayClassName: gateway.class,
        listeners: [
          { allowedRoutes, name: gateway.listener ?? "https", port: 443, protocol: "HTTPS" },
          ...(redirectListener === undefined ? [] : [{ allowedRoutes, name: redirectListener, port: 80, protocol: "HTTP" }]),
        ],
      },
    },
  ];
}

const inNamespaces = (namespaces: readonly string[]) => ({
  key: NAMESPACE_NAME,
  operator: "In",
  values: [...new Set(namespaces)].sort(),
});
