/** The two judges. */
export type Tool = "kube-score" | "kubeconform";

/** One problem of one object. */
export interface Finding {
  readonly tool: Tool;
  /** The path of the file. */
  readonly path: string;
  /** `<kind>/<namespace>/<name>` */
  readonly object: string;
  /** The check's id. Exemptions use it. */
  readonly check: string;
  readonly message: string;
}

/** Formats a finding as one line: `path: object: tool/check: message`. */
export function formatFinding({ path, object, tool, check, message }: Finding): string {
  return `${path}: ${object}: ${tool}/${check}: ${message.replaceAll(/\s+/g, " ").trim()}`;
}

/** Sorts findings by file, object, check and message, so that two runs print the same. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  const key = (finding: Finding): string => JSON.stringify([finding.path, finding.object, finding.check, finding.message]);
  return findings.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
