import * as z from "zod/mini";

/** Verbs on resources of the stack's namespace that the service may use in the Kubernetes API. */
export interface ApiAccess {
  /** Names of resources in plural: `pods`, `configmaps`, `pods/log`. */
  readonly resources: readonly string[];
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`. */
  readonly verbs: readonly string[];
  /** The API groups of the resources. @default [""], the core group */
  readonly apiGroups?: readonly string[];
  /** The names of the objects, if not all. @default all */
  readonly resourceNames?: readonly string[];
}

const names = z.array(z.string()).check(z.minLength(1));

export const kubernetesApiSchema = z.array(
  z.strictObject({ resources: names, verbs: names, apiGroups: z.optional(names), resourceNames: z.optional(names) }),
);
