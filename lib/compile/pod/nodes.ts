import type { IPodSpec, IToleration } from "kubernetes-models/v1";
import { ARCH_LABEL, type NodesInput, type Toleration } from "../../model/fields/nodes.ts";

/** The taint of GKE's Arm nodes. Source: GKE's documentation of Arm workloads. */
const ARM_TAINT: Toleration = { key: ARCH_LABEL, value: "arm64", effect: "NoSchedule" };

/** Builds the fields that choose the nodes of a pod. */
export function nodesOf(nodes: NodesInput | undefined): Pick<IPodSpec, "nodeSelector" | "tolerations"> {
  if (nodes === undefined) return {};
  const { selector = {}, tolerations = [], arch } = nodes;
  const labels = { ...selector, ...(arch === undefined ? {} : { [ARCH_LABEL]: arch }) };
  const accepted = [...(arch === "arm64" ? [ARM_TAINT] : []), ...tolerations].map(tolerationOf);
  return {
    ...(Object.keys(labels).length === 0 ? {} : { nodeSelector: labels }),
    ...(accepted.length === 0 ? {} : { tolerations: accepted }),
  };
}

const tolerationOf = ({ operator = "Equal", value = "", ...rest }: Toleration): IToleration => ({
  ...rest,
  operator,
  // The API server drops an empty value.
  ...(value === "" ? {} : { value }),
});
