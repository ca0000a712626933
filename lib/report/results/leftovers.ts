import type { ChangeGroup } from "../../diff/group.ts";
import { staysInCluster } from "../../compile/argocd/confirm-removal.ts";
import { isClusterKind } from "../../compile/cluster-kinds.ts";

/** Lists the commands that remove the objects of a group from the cluster. Empty if Argo CD removes them. */
export function removalCommands({ action, members }: ChangeGroup): readonly string[] {
  if (action !== "removed") return [];
  return members.flatMap(({ object: { kind, namespace, name, value } }) => {
    if (!staysInCluster(value)) return [];
    const place = namespace === "" || isClusterKind(kind) ? "" : `--namespace ${namespace} `;
    return [`kubectl ${place}delete ${kind.toLowerCase()} ${name}`];
  });
}
