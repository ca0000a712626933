import { formatProblem } from "../lib/base/problem.ts";
import type { CompiledObject } from "../lib/compile/compiled-object.ts";
import { compileStack } from "../lib/compile/compile-stack.ts";
import type { Fleet } from "../lib/model/fleet.ts";
import { lockFor, modelOf } from "./fleets.ts";

/** Compiles every stack of a fleet without problems and lists the objects. Every service runs the version of `lockFor`. */
export function compileFleet(fleet: Fleet): readonly CompiledObject[] {
  const model = modelOf(fleet);
  return model.stacks.flatMap((stack) => {
    const { manifests, problems } = compileStack(model, stack, lockFor(fleet));
    if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
    return manifests;
  });
}
