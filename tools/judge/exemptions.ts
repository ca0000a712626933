import type { Finding, Tool } from "./finding.ts";
import { isNode, type SchemaNode } from "./strict-schema.ts";

/** A check that contradicts the project's own rules. The judge drops its findings. */
export interface Exemption {
  readonly tool: Tool;
  readonly check: string;
  readonly reason: string;
  /** True for the objects that it covers. @default all objects */
  readonly covers?: (object: SchemaNode) => boolean;
}

/** True if a Deployment stops its pod before it starts the next one. */
const isSingle = ({ spec }: SchemaNode): boolean => isNode(spec) && isNode(spec["strategy"]) && spec["strategy"]["type"] === "Recreate";

/** True if the pods of a DaemonSet run as root. */
function isRootAgent({ kind, spec }: SchemaNode): boolean {
  const template = isNode(spec) ? spec["template"] : undefined;
  const pod = isNode(template) ? template["spec"] : undefined;
  const security = isNode(pod) ? pod["securityContext"] : undefined;
  return kind === "DaemonSet" && isNode(security) && security["runAsUser"] === 0;
}

/** True if other software sets the number of pods. kube-score knows HorizontalPodAutoscalers only. */
const isScaledByOther = ({ spec }: SchemaNode): boolean => isNode(spec) && spec["replicas"] === undefined;

const limitsAboveRequests = "a service may burst above its requests. Only ephemeral storage must be equal: a node cannot take it back";

/** All exemptions. `npm run docs` lists them in `docs/judge.md`. */
export const exemptions: readonly Exemption[] = [
  { tool: "kube-score", check: "container-resource-requests-equal-limits", reason: limitsAboveRequests },
  { tool: "kube-score", check: "container-cpu-requests-equal-limits", reason: limitsAboveRequests },
  { tool: "kube-score", check: "container-memory-requests-equal-limits", reason: limitsAboveRequests },
  {
    tool: "kube-score",
    check: "deployment-replicas",
    reason: "`single()` runs one pod, and KEDA or other software sets the number of pods after `keda()` and `scaledBy()`",
    covers: (object) => isSingle(object) || isScaledByOther(object),
  },
  {
    tool: "kube-score",
    check: "container-security-context-user-group-id",
    reason: "a node agent runs as root if its exception `root` gives a reason",
    covers: isRootAgent,
  },
  {
    tool: "kube-score",
    check: "deployment-strategy",
    reason: "`single()` stops its pod before the next one starts, so that two never run",
    covers: isSingle,
  },
];

/** True if an exemption covers the finding about an object. */
export function isExempt(finding: Finding, object: SchemaNode, list: readonly Exemption[] = exemptions): boolean {
  return list.some(({ tool, check, covers }) => tool === finding.tool && check === finding.check && (covers?.(object) ?? true));
}
