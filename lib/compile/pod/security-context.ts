import type { IPodSecurityContext, ISecurityContext } from "kubernetes-models/v1";
import { DEFAULTS } from "../../model/defaults.ts";
import type { Pod } from "../../model/fields/pod.ts";

type Ids = Pick<Pod, "user" | "group">;

const podContext = ({ user, group }: Ids): IPodSecurityContext => ({
  fsGroup: group,
  fsGroupChangePolicy: "OnRootMismatch",
  runAsGroup: group,
  runAsNonRoot: true,
  runAsUser: user,
  seccompProfile: { type: "RuntimeDefault" },
});

const containerContext = ({ user, group }: Ids): ISecurityContext => ({
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: group,
  runAsNonRoot: true,
  runAsUser: user,
  seccompProfile: { type: "RuntimeDefault" },
});

// Most services have the default ids, so their manifests share one object.
const DEFAULT_POD = podContext(DEFAULTS);
const DEFAULT_CONTAINER = containerContext(DEFAULTS);
const isDefault = ({ user, group }: Ids): boolean => user === DEFAULTS.user && group === DEFAULTS.group;

/** Returns all fields that the Pod Security level "restricted" asks of a pod. */
export const podSecurity = (ids: Ids): IPodSecurityContext => (isDefault(ids) ? DEFAULT_POD : podContext(ids));

/** Returns all fields that the Pod Security level "restricted" asks of a container, with a read-only root file system. */
export const containerSecurity = (ids: Ids): ISecurityContext => (isDefault(ids) ? DEFAULT_CONTAINER : containerContext(ids));
