import type { VerifiedResult } from "../../app/release/results.ts";
import { count, lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { hintLines, moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Findings that the report lists. */
const MAX_FINDINGS = 40;

/** Reports the problems of a datastore. */
export function verifiedText(result: VerifiedResult, colors: Colors): string {
  const { findings, counts, datastore } = safe(result);
  const { red, green, bold } = colors;
  const all = `${count(counts.records, "record")} and ${count(counts.pointers, "pointer")} of ${count(counts.services, "service")} in ${datastore}`;
  if (findings.length === 0) return lines(`${green("valid")}: ${all}`);
  return lines(
    findings
      .slice(0, MAX_FINDINGS)
      .flatMap(({ object, problem, hint }) => [`${bold(object)} ${problem}`, ...hintLines(hint, colors).map((line) => `  ${line}`)]),
    moreLines(findings, MAX_FINDINGS),
    `${red(count(findings.length, "problem"))} in ${all}`,
  );
}
