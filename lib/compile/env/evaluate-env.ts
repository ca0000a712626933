import { messageOf } from "../../base/errors.ts";
import { isPlainObject } from "../../base/values.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { StackModel } from "../../model/model.ts";
import { type CompileProblem, reportValue } from "../problems/compile-problem.ts";
import { secretFilesOf } from "../need-instances.ts";
import { checkVariable } from "./check-variable.ts";
import { envContext, UnknownReferenceError } from "./env-context.ts";

export interface EvaluatedEnv {
  /** Name -> value, sorted by name. */
  readonly variables: Readonly<Record<string, string>>;
  /** False if a problem was reported. Then variables may be missing. */
  readonly complete: boolean;
}

/** Evaluates the environment of a service on a stack. A variable of a higher layer replaces that of a lower one. */
export function evaluateEnv(stack: StackModel, service: EffectiveService, problems: CompileProblem[]): EvaluatedEnv {
  const found: CompileProblem[] = [];
  const context = envContext(stack, service);
  const secretFiles = secretFilesOf(stack, service);
  const variables = new Map<string, string>();
  for (const { layer, value } of service.env) {
    const report = reportValue(found, { stack: stack.name, service, layer, value });
    let given: unknown;
    try {
      given = typeof value === "function" ? value(context) : value;
    } catch (error) {
      const message = messageOf(error);
      report("env", error instanceof UnknownReferenceError ? message : `failed: ${message}`);
      continue;
    }
    if (!isPlainObject(given)) report("env", "must be an object, or a function that returns one");
    else for (const [name, variable] of Object.entries(given)) variables.set(name, checkVariable(name, variable, secretFiles, report));
  }
  problems.push(...found);
  return {
    variables: Object.fromEntries([...variables].sort(([a], [b]) => (a < b ? -1 : 1))),
    complete: found.length === 0,
  };
}
