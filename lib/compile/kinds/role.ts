import type { IRole, IRoleBinding } from "kubernetes-models/rbac.authorization.k8s.io/v1";
import { objectMetadata } from "../object-metadata.ts";
import type { ServiceContext } from "../service-context.ts";

/** Builds the role of a service that uses the Kubernetes API. */
export function roles(context: ServiceContext): readonly IRole[] {
  const { kubernetesApi } = context.service;
  if (kubernetesApi.length === 0) return [];
  const rules = kubernetesApi.map(({ resources, verbs, apiGroups = [""], resourceNames }) => ({
    apiGroups: [...apiGroups],
    ...(resourceNames === undefined ? {} : { resourceNames: [...resourceNames] }),
    resources: [...resources],
    verbs: [...verbs],
  }));
  return [{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: objectMetadata(context), rules }];
}

/** Binds the role to the service's account. */
export function roleBindings(context: ServiceContext): readonly IRoleBinding[] {
  const { service, stack } = context;
  if (service.kubernetesApi.length === 0) return [];
  return [
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: objectMetadata(context),
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: service.name },
      subjects: [{ kind: "ServiceAccount", name: service.name, namespace: stack.namespace }],
    },
  ];
}
