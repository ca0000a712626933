import type { ChangeGroup } from "../../diff/group.ts";
import { staysInCluster } from "../../compile/argocd/confirm-removal.ts";
import { isRecord } from "../../base/values.ts";
import { isClusterKind } from "../../compile/cluster-kinds.ts";

/** Lists the commands that remove the objects of a group from the cluster. Empty if Argo CD removes them. */
export function removalCommands({ action, members }: ChangeGroup): readonly string[] {
  if (action !== "removed") return [];
  return members.flatMap(({ object: { kind, namespace, name, value } }) => {
    if (!staysInCluster(annotationsOf(value))) return [];
    const place = namespace === "" || isClusterKind(kind) ? "" : `--namespace ${namespace} `;
    return [`kubectl ${place}delete ${kind.toLowerCase()} ${name}`];
  });
}

function annotationsOf(value: unknown): Readonly<Record<string, string>> {
  const metadata = isRecord(value) ? value["metadata"] : undefined;
  const annotations = isRecord(metadata) ? metadata["annotations"] : undefined;
  if (!isRecord(annotations)) return {};
  return Object.fromEntries(Object.entries(annotations).flatMap(([key, text]) => (typeof text === "string" ? [[key, text]] : [])));
}
