import type { Finding } from "../../app/results.ts";
import { FAIRLEAD_IN_OPS } from "../../base/fairlead.ts";
import { count } from "../../base/text.ts";

/** Counts the files that `check` complains about: `1 file does not match the specs, 2 files are not proven`. */
export function unmatchedText(findings: readonly Finding[]): string {
  const unproven = findings.filter(({ what }) => what === "unproven").length;
  const unmatched = findings.length - unproven;
  return [
    ...(unmatched === 0 ? [] : [`${count(unmatched, "file")} ${unmatched === 1 ? "does" : "do"} not match the specs`]),
    ...(unproven === 0 ? [] : [`${count(unproven, "file")} ${unproven === 1 ? "is" : "are"} not proven`]),
  ].join(", ");
}

/** Says that components have no proof, and how to prove them. */
export function unprovenText(components: readonly string[]): string {
  const be = components.length === 1 ? "is" : "are";
  const what = `${count(components.length, "component")} ${be} only compared with the hashes in pulumi-gen/: ${components.join(", ")}`;
  return `${what}; ${FAIRLEAD_IN_OPS} check --engine renders components again, and --base <commit> compares them with a reviewed commit`;
}
