import type { IPodSecurityContext, ISecurityContext } from "kubernetes-models/v1";

/** A user id above those of a node. A process that escapes its container has no permissions on the node. */
const USER = 10_001;

/** All fields that the Pod Security level "restricted" asks of a pod. */
export const podSecurity: IPodSecurityContext = {
  fsGroup: USER,
  fsGroupChangePolicy: "OnRootMismatch",
  runAsGroup: USER,
  runAsNonRoot: true,
  runAsUser: USER,
  seccompProfile: { type: "RuntimeDefault" },
};

/** All fields that the Pod Security level "restricted" asks of a container, and a read-only root file system. */
export const containerSecurity: ISecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: USER,
  runAsNonRoot: true,
  runAsUser: USER,
  seccompProfile: { type: "RuntimeDefault" },
};
