import type { PolicyTrace, Problem, Report } from "../../base/problem.ts";
import { reporterAt, reporterFor, reporterOf } from "../../model/check/reporters.ts";
import type { EffectiveService } from "../../model/effective.ts";
import type { Layer } from "../../model/layers.ts";

/** A problem that compile found on one stack, with its origin, so that `mergeProblems` can merge it with others. */
export interface CompileProblem extends Problem {
  readonly origin: ProblemOrigin;
}

/** The thing that a person wrote and that caused a problem. */
export type ProblemOrigin =
  /** A file that belongs to one stack. */
  | { readonly kind: "stack-file" }
  /** An entry of a stack's lock, on which one service depends. */
  | { readonly kind: "lock-entry"; readonly stack: string; readonly service: string }
  /** A field of a service. */
  | { readonly kind: "field"; readonly stack: string; readonly service: string }
  /** A patch that finds no object on a stack. It may find one on another stack. */
  | { readonly kind: "unused-patch" }
  /** A function or an object of a service. Several stacks, layers and services may share it. */
  | {
      readonly kind: "value";
      readonly stack: string;
      readonly service: string;
      /** Returns the value. A function, so that no report can print the value: it may hold a secret. */
      readonly value: () => object;
      /** The path in the value, without the place of its layer: `env.TOKEN`. */
      readonly path: string;
    }
  /** A finding of a policy about an object of a service. */
  | { readonly kind: "policy"; readonly stack: string; readonly service: string; readonly trace: PolicyTrace }
  /** A finding of a policy about what a stack has once, or about its cloud. */
  | { readonly kind: "stack-policy"; readonly on: string; readonly trace: PolicyTrace };

/** True if a problem stops one service on one stack, and no other. */
export const isOfService = ({ origin, severity }: CompileProblem): boolean => "stack" in origin && severity !== "warning";

/** A value of a service on a stack. */
export interface ValueOrigin {
  readonly stack: string;
  readonly service: EffectiveService;
  readonly value: unknown;
  /** The layer that sets the value. @default the layer of each reported path */
  readonly layer?: Layer;
}

/** Reports problems of a function or an object that a person wrote. */
export const reportValue =
  (problems: CompileProblem[], { stack, service, value, layer }: ValueOrigin): Report =>
  (path, message, hint) => {
    const field = { stack, service: service.name };
    const origin: ProblemOrigin =
      (typeof value === "object" && value !== null) || typeof value === "function"
        ? { kind: "value", ...field, value: () => value, path }
        : { kind: "field", ...field };
    collect(problems, origin, (found) =>
      (layer === undefined ? reporterOf(service, found) : reporterAt(layer, found))(path, message, hint),
    );
  };

/** Reports problems of a field of a service on a stack. */
export const reportField =
  (problems: CompileProblem[], stack: string, service: EffectiveService): Report =>
  (path, message, hint) =>
    collect(problems, { kind: "field", stack, service: service.name }, (found) => reporterOf(service, found)(path, message, hint));

/** Reports findings about a field of a service on a stack that do not stop the run. */
export const reportWarning =
  (problems: CompileProblem[], stack: string, service: EffectiveService): Report =>
  (path, message, hint) => {
    const found: CompileProblem[] = [];
    reportField(found, stack, service)(path, message, hint);
    problems.push(...found.map((each) => ({ ...each, severity: "warning" as const })));
  };

/** Reports a patch of a layer that finds no object on one stack. */
export const reportUnusedPatch = (problems: CompileProblem[], layer: Layer, kind: string): void =>
  collect(problems, { kind: "unused-patch" }, (found) => reporterAt(layer, found)(`patch.${kind}`, `there is no ${kind} to patch`));

/** Reports problems of lock entries on which a service depends. */
export const reportLockEntry =
  (problems: CompileProblem[], file: string, stack: string, service: string): Report =>
  (path, message, hint) =>
    collect(problems, { kind: "lock-entry", stack, service }, (found) => reporterFor(found, file)(path, message, hint));

/** Reports problems of a file that belongs to one stack. */
export const reportStackFile =
  (problems: CompileProblem[], file: string): Report =>
  (path, message, hint) =>
    collect(problems, { kind: "stack-file" }, (found) => reporterFor(found, file)(path, message, hint));

function collect(problems: CompileProblem[], origin: ProblemOrigin, report: (found: Problem[]) => void): void {
  const found: Problem[] = [];
  report(found);
  for (const problem of found) problems.push({ ...problem, origin });
}
