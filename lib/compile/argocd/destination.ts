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

/** The namespace of Applications, in the cluster that Argo CD itself runs in. */
export const APPLICATIONS_DESTINATION: Destination = { name: "in-cluster", namespace: ARGOCD_NAMESPACE };
