import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { sizeProblem } from "../../model/config-size.ts";
import { type Inherit, isInherit, isUnset, NOTHING_TO_UNSET } from "../../model/fields/env-values.ts";
import { isVariableName } from "../../model/references.ts";
import type { FromLayer } from "../../model/program-layers.ts";
import { type CompileProblem, reportValue } from "../problems/compile-problem.ts";
import { secretKeysOf } from "../need-instances.ts";
import { checkVariable, stringOf } from "./check-variable.ts";
import type { EnvSubject } from "./env-context.ts";
import { entriesOf, evaluateLayer, isEntries } from "./evaluate-layer.ts";
import { namesWithImage } from "./names-with-image.ts";
import { type PlacedVariables, placeVariables } from "./place-variables.ts";
import type { NamedVariables, Variable } from "./variable.ts";

export interface EvaluatedEnv extends NamedVariables {
  /** The place of each variable. */
  readonly placed: PlacedVariables;
  /** False if a problem was reported. Then values may be missing. */
  readonly complete: boolean;
}

/**
 * Evaluates an environment on a stack. A variable of a higher layer replaces that of a lower one.
 * @param layers the environment of an init container or a sidecar; by default that of the service
 */
export function evaluateEnv(
  subject: EnvSubject,
  problems: CompileProblem[],
  layers: readonly FromLayer<unknown>[] = subject.service.env,
): EvaluatedEnv {
  const { stack, service, inherited } = subject;
  const found: CompileProblem[] = [];
  const warnings: CompileProblem[] = [];
  const secrets = secretKeysOf(stack, service);
  const variables = new Map<string, Variable>();
  let named = true;
  for (const layer of layers) {
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
      if (isInherit(value)) {
        const { usesImage, ...variable } = inheritedVariable(value, `env.${name}`, inherited, report);
        variables.set(name, { ...variable, usesImage: usesImage || withImage.has(name) });
        continue;
      }
      const checked = isConsequence ? UNKNOWN : checkVariable(name, value, { service, secrets, report, warn });
      variables.set(name, { value: checked, usesImage: withImage.has(name), report });
      if (!isVariableName(name)) named = false;
    }
    if (evaluated.unknown.unplaced.length > 0) named = false;
  }
  const size = sizeProblem(Array.from(variables, ([name, { value }]) => [name, value.kind === "text" ? value.text : ""]));
  if (size !== undefined) reportValue(found, { stack: stack.name, service, value: undefined, ...layers.at(-1) })("env", size);
  const sorted = new Map([...variables].sort(([a], [b]) => (a < b ? -1 : 1)));
  const reported = found.length;
  const placed = placeVariables(sorted);
  problems.push(...(named ? found : found.slice(0, reported)));
  problems.push(...warnings.map((warning) => ({ ...warning, severity: "warning" as const })));
  return { variables: sorted, placed, complete: found.length === 0, named };
}

/** Returns a variable of the service for another container. */
function inheritedVariable({ variable }: Inherit, at: string, inherited: NamedVariables | undefined, report: Report): Variable {
  const found = inherited?.variables.get(variable);
  if (inherited === undefined) report(at, "inherits a variable, but only init containers and sidecars can", "write the value");
  else if (found === undefined && inherited.named)
    report(at, `the service has no variable "${variable}"${suggestion(variable, [...inherited.variables.keys()])}`);
  return { value: found?.value ?? UNKNOWN, usesImage: found?.usesImage ?? false, report };
}

/** True if no calculation with an unknown name gives the value. */
const isLiteral = (value: unknown): boolean => stringOf(value) !== undefined && !Number.isNaN(value);

/** The value in place of one that was reported. */
const UNKNOWN = { kind: "text", text: "" } as const;
