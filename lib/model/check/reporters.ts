import type { EffectiveService } from "../effective.ts";
import { type Layer, locate } from "../layers.ts";
import type { Problem, Report } from "../../base/problem.ts";

/** Untyped input can hold anything; a person reads this much of it. */
const MOST = { path: 300, message: 400 } as const;

const clip = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 3)}...` : text);

const problem = (file: string, path: string, message: string, hint: string | undefined): Problem => ({
  file,
  path: clip(path, MOST.path),
  message: clip(message, MOST.message),
  ...(hint === undefined ? {} : { hint }),
});

/** Collects problems of one file. */
export const reporterFor =
  (problems: Problem[], file: string): Report =>
  (path, message, hint) => {
    problems.push(problem(file, path, message, hint));
  };

/** Collects problems of what stands in one layer. */
export const reporterAt =
  ({ file = "", prefix }: Layer, problems: Problem[]): Report =>
  (path, message, hint) => {
    problems.push(problem(file, prefix === "" ? path : `${prefix}.${path}`, message, hint));
  };

/** Collects a service's problems, each at the layer that set the value. */
export const reporterOf =
  (service: EffectiveService, problems: Problem[]): Report =>
  (path, message, hint) => {
    const place = locate(service.layers, path);
    problems.push(problem(place.file, place.path, message, hint));
  };
