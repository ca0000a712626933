import { messageOf } from "../../base/errors.ts";
import type { Report } from "../../base/problem.ts";
import { isPlainObject } from "../../base/values.ts";
import type { FromLayer } from "../../model/program-layers.ts";
import { isTagged } from "../../model/tagged.ts";
import { type CompileProblem, reportValue } from "../problems/compile-problem.ts";
import { envContext, type EnvSubject } from "./env-context.ts";
import { UnknownNames } from "./unknown-names.ts";

/** A field whose layers may be functions. */
export type ComputedField = "args" | "command" | "env" | "files";

/** The value of a layer, after its function has run. */
export interface EvaluatedLayer {
  readonly given: unknown;
  readonly unknown: UnknownNames;
  readonly report: Report;
  /** True if the function has read the image. */
  readonly readsImage: boolean;
}

/** Evaluates one layer of a field. Reports an error of the function, and returns undefined then. */
export function evaluateLayer(
  subject: EnvSubject,
  field: ComputedField,
  { layer, value }: FromLayer<unknown>,
  problems: CompileProblem[],
): EvaluatedLayer | undefined {
  const report = reportValue(problems, { stack: subject.stack.name, service: subject.service, layer, value });
  const unknown = new UnknownNames();
  if (!isFunction(value)) return { given: value, unknown, report, readsImage: false };
  let readsImage = false;
  const onRead = (): void => void (readsImage = true);
  try {
    const given = value(envContext(subject, unknown, field === "files" ? { kind: "refused" } : { kind: "allowed", onRead }));
    if (!(given instanceof Promise)) {
      // A getter of the result may throw, too.
      if (isPlainObject(given)) Object.values(given);
      return { given, unknown, report, readsImage };
    }
    given.catch(() => undefined);
    report(field, "the function is async; write one that returns the value itself");
    return undefined;
  } catch (error) {
    report(field, unknown.unplaced.join("; ") || `failed: ${messageOf(error)}`);
    return undefined;
  }
}

/** One entry of a layer that is an object. */
export interface EvaluatedEntry {
  readonly name: string;
  readonly value: unknown;
  /** True if an unknown name was reported in place of the value. */
  readonly isConsequence: boolean;
}

/** True if a layer is an object with entries. */
export const isEntries = ({ given }: EvaluatedLayer): boolean => isPlainObject(given) && !isTagged(given);

/** Lists the entries of a layer that must be an object. Reports unknown names. */
export function entriesOf(field: ComputedField, layer: EvaluatedLayer, isValue: (value: unknown) => boolean) {
  const { given, unknown, report } = layer;
  const entries = isEntries(layer) ? Object.entries(Object(given)) : [];
  if (isEntries(layer) && !unknown.hasAny) return entries.map(([name, value]): EvaluatedEntry => ({ name, value, isConsequence: false }));
  const misnamed = new Map(entries.map(([name, value]) => [name, unknown.in(value)]));
  const { unplaced } = unknown;
  if (unplaced.length > 0) report(field, unplaced.join("; "));
  else if (!isEntries(layer)) report(field, "must be an object, or a function that returns one");
  return entries.map(([name, value]): EvaluatedEntry => {
    const messages = misnamed.get(name) ?? [];
    if (messages.length > 0) report(`${field}.${name}`, messages.join("; "));
    // A calculation with an unknown name gives no value.
    return { name, value, isConsequence: messages.length > 0 || (unplaced.length > 0 && !isValue(value) && !isWritten(value)) };
  });
}

/** True if a constructor such as `plain` returned the value, and no calculation gave a part of it. */
const isWritten = (value: unknown): boolean =>
  isPlainObject(value) && typeof value["kind"] === "string" && !Object.values(value).some((part) => Number.isNaN(part));

export const isFunction = (value: unknown): value is (context: unknown) => unknown => typeof value === "function";
