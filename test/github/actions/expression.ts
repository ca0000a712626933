import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** The contexts of an expression: `github`, `needs`, `steps`, ... */
export type Contexts = Readonly<Record<string, unknown>>;

/** The contexts that GitHub has. A missing one is empty. */
const NAMES = ["github", "inputs", "job", "matrix", "needs", "runner", "secrets", "steps", "strategy", "vars", "env"];

/** The functions of conditions, which ask how the steps and jobs before ended. */
const STATUS = ["always", "cancelled", "success", "failure"];

/** Evaluates an expression of GitHub Actions, with GitHub's own library. @param failed true if a step or job before failed */
export function evaluate(expression: string, contexts: Contexts, failed = false): data.ExpressionData {
  const answers: Readonly<Record<string, boolean>> = { always: true, cancelled: false, success: !failed, failure: failed };
  const functions = STATUS.map((name) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answers[name] === true),
  }));
  const parsed = new Parser(new Lexer(expression).lex().tokens, NAMES, functions).parse();
  const all = Object.fromEntries(NAMES.map((name) => [name, contexts[name] ?? {}]));
  const given: data.Dictionary = JSON.parse(JSON.stringify(all), data.reviver);
  return new Evaluator(parsed, given, new Map(functions.map((each) => [each.name, each]))).evaluate();
}

/** Replaces the expressions of a string by their values. */
export const interpolate = (text: string, contexts: Contexts): string =>
  text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_all, expression: string) => evaluate(expression, contexts).coerceString());

/** True if the condition of a step or job holds. Without a function of status, it also asks that nothing failed. */
export function isMet(condition: string | boolean | undefined, contexts: Contexts, failed: boolean): boolean {
  const text = String(condition ?? "success()").replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1");
  const whole = STATUS.some((name) => text.includes(`${name}()`)) ? text : `success() && (${text})`;
  const found = evaluate(whole, contexts, failed);
  return found.kind === data.Kind.String ? found.coerceString() !== "" : found.kind !== data.Kind.Null && found.number() !== 0;
}
