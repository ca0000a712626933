/** The two judges. */
export type Tool = "kube-score" | "kubeconform";

/** One thing a judge holds against one object. */
export interface Finding {
  readonly tool: Tool;
  /** The file. */
  readonly path: string;
  /** The object: kind, namespace and name. */
  readonly object: string;
  /** The check's id, by which an exemption names it. */
  readonly check: string;
  readonly message: string;
}

/** A finding as one line: `path: object: check: message`. */
export function formatFinding({ path, object, tool, check, message }: Finding): string {
  return `${path}: ${object}: ${tool}/${check}: ${message.replaceAll(/\s+/g, " ").trim()}`;
}

/** By file, then by object, check and message, so that two runs print the same. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = (finding: Finding): string => JSON.stringify([finding.path, finding.object, finding.check, finding.message]);
  return findings.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
