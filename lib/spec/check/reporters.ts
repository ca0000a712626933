import type { EffectiveService } from "../effective.ts";
import { locate } from "../layers.ts";
import type { Problem, Report } from "../problem.ts";

/** Collects problems of one file. */
export const reporterFor =
  (problems: Problem[], file: string): Report =>
  (path, message, hint) => {
    problems.push({ file, path, message, ...(hint === undefined ? {} : { hint }) });
  };

/** Collects a service's problems, each at the layer that set the value. */
export const reporterOf =
  (service: EffectiveService, problems: Problem[]): Report =>
  (path, message, hint) => {
    problems.push({ ...locate(service.layers, path), message, ...(hint === undefined ? {} : { hint }) });
  };
