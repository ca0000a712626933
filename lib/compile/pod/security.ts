import type { IPodSecurityContext, ISecurityContext } from "kubernetes-models/v1";

/** Above every user of a host, so that a container that escapes is nobody there. */
const USER = 10_001;

/** Pod Security "restricted", said in full. */
export const podSecurity: IPodSecurityContext = {
  fsGroup: USER,
  fsGroupChangePolicy: "OnRootMismatch",
  runAsGroup: USER,
  runAsNonRoot: true,
  runAsUser: USER,
  seccompProfile: { type: "RuntimeDefault" },
};

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
