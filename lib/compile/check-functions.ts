import { type Model, type StackModel } from "../model/model.ts";
import type { EffectiveService } from "../model/effective.ts";
import { ANY_VERSION } from "./locked-versions.ts";
import type { CompileProblem } from "./problems/compile-problem.ts";
import { serviceContext } from "./service-context.ts";

/** Lists the problems of the environment, the programs and the config files of a service. The service may break rules. */
export function checkFunctions(model: Model, stack: StackModel, service: EffectiveService): readonly CompileProblem[] {
  const problems: CompileProblem[] = [];
  serviceContext({ model, stack, service, images: new Map() }, ANY_VERSION, problems);
  return problems;
}
