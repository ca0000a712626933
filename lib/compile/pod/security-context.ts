import type { IPodSecurityContext, ISecurityContext } from "kubernetes-models/v1";
import type { Pod } from "../../model/fields/pod.ts";

type Ids = Pick<Pod, "user" | "group">;

/** Builds all fields that the Pod Security level "restricted" asks of a pod. */
export const podSecurity = ({ user, group }: Ids): IPodSecurityContext => ({
  fsGroup: group,
  fsGroupChangePolicy: "OnRootMismatch",
  runAsGroup: group,
  runAsNonRoot: true,
  runAsUser: user,
  seccompProfile: { type: "RuntimeDefault" },
});

/** Builds all fields that the Pod Security level "restricted" asks of a container, with a read-only root file system. */
export const containerSecurity = ({ user, group }: Ids): ISecurityContext => ({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: group,
  runAsNonRoot: true,
  runAsUser: user,
  seccompProfile: { type: "RuntimeDefault" },
});
