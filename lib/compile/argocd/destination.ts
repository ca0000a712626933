import type { StackModel } from "../../model/model.ts";

/** The namespace of Argo CD and its Applications. */
export const ARGOCD_NAMESPACE = "argocd";

/** The cluster and namespace of an Application. Argo CD takes the cluster's name or its address, never both. */
export interface Destination {
  readonly name: string;
  readonly namespace: string;
}

/** Returns the namespace of a stack's services. */
export const stackDestination = ({ cluster, namespace }: StackModel): Destination => ({ name: cluster, namespace });

/** Lists the namespaces of the objects that a stack has once. The Gateway may have a separate one. */
export const platformDestinations = (stack: StackModel): Destination[] => {
  const own = stackDestination(stack);
  const { cloud, gateway } = stack;
  return cloud.ingress === undefined || gateway.namespace === own.namespace ? [own] : [own, { ...own, namespace: gateway.namespace }];
};

/** The namespace of Applications, in the cluster that Argo CD itself runs in. */
export const APPLICATIONS_DESTINATION: Destination = { name: "in-cluster", namespace: ARGOCD_NAMESPACE };
