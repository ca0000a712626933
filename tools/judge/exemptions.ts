import type { Finding, Tool } from "./finding.ts";

/** A check that contradicts the project's own rules, and is therefore not held against any object. */
export interface Exemption {
  readonly tool: Tool;
  readonly check: string;
  readonly reason: string;
}

const limitsAboveRequests =
  "services declare limits above their requests, so that they can burst; ephemeral storage, which cannot be taken back, still must be equal";

/** All of them; `docs/judge.md` lists the same. */
export const exemptions: readonly Exemption[] = [
  { tool: "kube-score", check: "container-resource-requests-equal-limits", reason: limitsAboveRequests },
  { tool: "kube-score", check: "container-cpu-requests-equal-limits", reason: limitsAboveRequests },
  { tool: "kube-score", check: "container-memory-requests-equal-limits", reason: limitsAboveRequests },
];

/** Whether an exemption covers a finding. */
export function isExempt(finding: Finding, list: readonly Exemption[] = exemptions): boolean {
  return list.some(({ tool, check }) => tool === finding.tool && check === finding.check);
}
