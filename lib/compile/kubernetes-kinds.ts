import { apiGroup } from "./object-key.ts";

/** True if the API group of an object belongs to Kubernetes or one of its projects. */
export function isKubernetesKind(object: { readonly apiVersion: string }): boolean {
  const group = apiGroup(object);
  return !group.includes(".") || group.endsWith(".k8s.io");
}
