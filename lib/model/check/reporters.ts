import type { Problem, Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import { type Layer, locate } from "../layers.ts";

/** The longest path and message of a problem, in characters. Untyped input can hold strings of any length. */
const MAXIMUM = { path: 300, message: 400 } as const;

const clip = (text: string, maximum: number): string => (text.length > maximum ? `${text.slice(0, maximum - 3)}...` : text);

const problem = (file: string, path: string, message: string, hint: string | undefined): Problem => ({
  file,
  path: clip(path, MAXIMUM.path),
  message: clip(message, MAXIMUM.message),
  ...(hint === undefined ? {} : { hint }),
});

/** Returns a reporter that collects the problems of one file. */
export const reporterFor =
  (problems: Problem[], file: string): Report =>
  (path, message, hint) => {
    problems.push(problem(file, path, message, hint));
  };

/** Returns a reporter that collects the problems of one layer. */
export const reporterAt =
  ({ file = "", prefix }: Layer, problems: Problem[]): Report =>
  (path, message, hint) => {
    problems.push(problem(file, prefix === "" ? path : `${prefix}.${path}`, message, hint));
  };

/** Returns a reporter that collects a service's problems, each at the layer that sets the value. */
export const reporterOf =
  (service: EffectiveService, problems: Problem[]): Report =>
  (path, message, hint) => {
    const place = locate(service.layers, path);
    problems.push(problem(place.file, place.path, message, hint));
  };

/** Returns a reporter that drops findings at, below or above the `hidden` paths. */
export const reporterExcept =
  (hidden: readonly string[], report: Report): Report =>
  (path, message, hint) => {
    if (!hidden.some((other) => isUnder(path, other) || isUnder(other, path))) report(path, message, hint);
  };

/** True if a path equals another one or lies below it. */
export const isUnder = (path: string, other: string): boolean => path === other || path.startsWith(`${other}.`);
