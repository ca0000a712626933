import type { CheckResult, DiffResult } from "../app/results.ts";
import { FAIRLEAD } from "../base/fairlead.ts";
import { escapeControls } from "../base/escape-controls.ts";
import { groupRisks } from "../diff/risks/group-risks.ts";
import type { Part } from "../report/results/reported.ts";
import { riskText } from "../report/results/risks.ts";
import { definitionLine } from "../workspace/specs/definition-line.ts";
import type { Annotation } from "./github.ts";

/** The characters of a message. GitHub allows 64 kB, and a group of risks names all its objects. */
const MAXIMUM = 16_000;

/** The end of a message that does not fit. */
const CUT = "... (the comment has the rest)";

export interface AnnotationSources {
  readonly diff: DiffResult;
  readonly check: Part<CheckResult>;
  /** The specs at the commit: path -> text. */
  readonly specs: ReadonlyMap<string, string>;
  /** The place of the project in its repository: `ops/`. */
  readonly prefix: string;
}

/** Returns notes on the lines of specs that cause risks, then on generated files that do not match. */
export function annotationsOf({ diff, check, specs, prefix }: AnnotationSources): readonly Annotation[] {
  const risks = groupRisks(diff.diff.risks).flatMap((group): readonly Annotation[] => {
    const { title, subject, text } = riskText(group);
    const place = placeOf(group.subjects, group.stacks, specs);
    return place === undefined ? [] : [{ ...place, level: "warning", message: `${title}: ${subject}: ${text}` }];
  });
  const findings = (check.state === "read" ? check.value.findings : []).map(({ file, what, line = 1 }): Annotation => ({
    path: file,
    line: Math.max(1, line),
    level: "failure",
    message: `${what}: ${FAIRLEAD} render`,
  }));
  return [...risks, ...findings].map((each) => ({
    ...each,
    path: prefix + each.path,
    message: fitting(escapeControls(each.message)),
  }));
}

const fitting = (message: string): string => (message.length <= MAXIMUM ? message : message.slice(0, MAXIMUM - CUT.length) + CUT);

/** Finds the line that defines the first of the services, or of the stacks. */
function placeOf(services: readonly string[], stacks: readonly string[], specs: ReadonlyMap<string, string>) {
  const calls = [...services.map((name) => ["service", name] as const), ...stacks.map((name) => ["stack", name] as const)];
  for (const [what, name] of calls) {
    for (const [path, text] of specs) {
      const line = definitionLine(text, what, name);
      if (line !== undefined) return { path, line };
    }
  }
  return undefined;
}
