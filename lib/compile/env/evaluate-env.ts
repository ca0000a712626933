import { messageOf } from "../../base/errors.ts";
import { isPlainObject } from "../../base/values.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { StackModel } from "../../model/model.ts";
import { type CompileProblem, reportValue } from "../problems/compile-problem.ts";
import { secretFilesOf } from "../need-instances.ts";
import { checkVariable, stringOf } from "./check-variable.ts";
import { envContext } from "./env-context.ts";
import { UnknownNames } from "./unknown-names.ts";

export interface EvaluatedEnv {
  /** Name -> value, sorted by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** False if a problem was reported. Then variables may be missing. */
  readonly complete: boolean;
}

/** Evaluates the environment of a service on a stack. A variable of a higher layer replaces that of a lower one. */
export function evaluateEnv(stack: StackModel, service: EffectiveService, problems: CompileProblem[]): EvaluatedEnv {
  const found: CompileProblem[] = [];
  const secretFiles = secretFilesOf(stack, service);
  const variables = new Map<string, string>();
  for (const { layer, value } of service.env) {
    const report = reportValue(found, { stack: stack.name, service, layer, value });
    const unknown = new UnknownNames();
    let given: unknown;
    try {
      given = typeof value === "function" ? value(envContext(stack, service, unknown)) : value;
    } catch (error) {
      report("env", unknown.unplaced.join("; ") || `failed: ${messageOf(error)}`);
      continue;
    }
    const entries = isPlainObject(given) ? Object.entries(given) : [];
    const misnamed = new Map(entries.map(([name, variable]) => [name, unknown.in(variable)]));
    const { unplaced } = unknown;
    if (unplaced.length > 0) report("env", unplaced.join("; "));
    else if (!isPlainObject(given)) report("env", "must be an object, or a function that returns one");
    for (const [name, variable] of entries) {
      const messages = misnamed.get(name) ?? [];
      if (messages.length > 0) report(`env.${name}`, messages.join("; "));
      // A calculation with an unknown name gives no string.
      const isConsequence = messages.length > 0 || (unplaced.length > 0 && stringOf(variable) === undefined);
      variables.set(name, isConsequence ? "" : checkVariable(name, variable, secretFiles, report));
    }
  }
  problems.push(...found);
  return {
    variables: Object.fromEntries([...variables].sort(([a], [b]) => (a < b ? -1 : 1))),
    complete: found.length === 0,
  };
}
