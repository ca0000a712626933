import type { Finding, Tool } from "./finding.ts";

/** A check that contradicts the project's own rules. The judge drops its findings. */
export interface Exemption {
  readonly tool: Tool;
  readonly check: string;
  readonly reason: string;
}

const limitsAboveRequests = "a service may burst above its requests. Only ephemeral storage must be equal: a node cannot take it back";

/** All exemptions. `npm run docs` lists them in `docs/judge.md`. */
export const exemptions: readonly Exemption[] = [
  { tool: "kube-score", check: "container-resource-requests-equal-limits", reason: limitsAboveRequests },
  { tool: "kube-score", check: "container-cpu-requests-equal-limits", reason: limitsAboveRequests },
  { tool: "kube-score", check: "container-memory-requests-equal-limits", reason: limitsAboveRequests },
];

/** True if an exemption covers the finding. */
export function isExempt(finding: Finding, list: readonly Exemption[] = exemptions): boolean {
  return list.some(({ tool, check }) => tool === finding.tool && check === finding.check);
}
