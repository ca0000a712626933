import type { Report } from "../../base/problem.ts";
import { sizeProblem } from "../../model/config-size.ts";
import { isUnset, NOTHING_TO_UNSET } from "../../model/fields/env-values.ts";
import { isVariableName } from "../../model/references.ts";
import { type CompileProblem, reportValue } from "../problems/compile-problem.ts";
import { secretKeysOf } from "../need-instances.ts";
import { checkVariable, stringOf } from "./check-variable.ts";
import type { EnvSubject } from "./env-context.ts";
import { entriesOf, evaluateLayer, isEntries } from "./evaluate-layer.ts";
import { namesWithImage } from "./names-with-image.ts";
import { type PlacedVariables, placeVariables } from "./place-variables.ts";
import type { Variable } from "./variable.ts";

export interface EvaluatedEnv {
  /** By name, in the order of the alphabet. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** The place of each variable. */
  readonly placed: PlacedVariables;
  /** False if a problem was reported. Then values may be missing. */
  readonly complete: boolean;
  /** False if a problem is about a name or a whole layer. Then variables may be missing, and a reference to one is a consequence. */
  readonly named: boolean;
}

/** Evaluates the environment of a service on a stack. A variable of a higher layer replaces that of a lower one. */
export function evaluateEnv(subject: EnvSubject, problems: CompileProblem[]): EvaluatedEnv {
  const { stack, service } = subject;
  const found: CompileProblem[] = [];
  const warnings: CompileProblem[] = [];
  const secrets = secretKeysOf(stack, service);
  const variables = new Map<string, Variable>();
  let named = true;
  for (const layer of service.env) {
    const evaluated = evaluateLayer(subject, "env", layer, found);
    if (evaluated === undefined || !isEntries(evaluated)) named = false;
    if (evaluated === undefined) continue;
    const { report } = evaluated;
    const warn: Report = (...warning) => reportValue(warnings, { stack: stack.name, service, ...layer })(...warning);
    const withImage = namesWithImage(subject, layer, evaluated);
    for (const { name, value, isConsequence } of entriesOf("env", evaluated, isLiteral)) {
      if (isUnset(value)) {
        if (!variables.delete(name)) report(`env.${name}`, NOTHING_TO_UNSET);
        continue;
      }
      const checked = isConsequence ? UNKNOWN : checkVariable(name, value, { service, secrets, report, warn });
      variables.set(name, { value: checked, usesImage: withImage.has(name), report });
      if (!isVariableName(name)) named = false;
    }
    if (evaluated.unknown.unplaced.length > 0) named = false;
  }
  const size = sizeProblem(Object.fromEntries([...variables].map(([name, { value }]) => [name, value.kind === "text" ? value.text : ""])));
  if (size !== undefined) reportValue(found, { stack: stack.name, service, value: undefined, ...service.env.at(-1) })("env", size);
  const sorted = new Map([...variables].sort(([a], [b]) => (a < b ? -1 : 1)));
  const reported = found.length;
  const placed = placeVariables(sorted);
  problems.push(...(named ? found : found.slice(0, reported)));
  problems.push(...warnings.map((warning) => ({ ...warning, severity: "warning" as const })));
  return { variables: sorted, placed, complete: found.length === 0, named };
}

/** True if no calculation with an unknown name gives the value. */
const isLiteral = (value: unknown): boolean => stringOf(value) !== undefined && !Number.isNaN(value);

/** The value in place of one that was reported. */
const UNKNOWN = { kind: "text", text: "" } as const;
