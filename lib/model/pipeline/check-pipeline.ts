import { checkShape } from "../../base/shape/check-shape.ts";
import type { Report } from "../../base/problem.ts";
import type { Fleet } from "../fleet.ts";
import { servicesIn } from "../fleet.ts";
import { checkFreezes } from "./check-freezes.ts";
import { checkStages, type KnownStack } from "./check-stages.ts";
import type { Pipeline } from "./pipeline.ts";
import { pipelineSchema } from "./schema.ts";

/** The file of the pipeline. */
export const PIPELINE_FILE = "stacks/pipeline.ts";

/** Checks the pipeline of a fleet. @returns undefined if the fleet has none, or if its shape is wrong */
export function checkPipeline({ pipeline, stacks, services, images }: Fleet, report: Report): Pipeline | undefined {
  if (pipeline === undefined || !checkShape(pipelineSchema, pipeline.input, report)) return undefined;
  const known = stacks.map(({ stack: { name, tier, input } }): KnownStack => ({ name, tier, retired: input?.retired === true }));
  const names = [
    ...services.flatMap((file) => [file, ...servicesIn(file)].map(({ service }) => service.name)),
    ...images.map(({ image }) => image.name),
  ];
  return {
    stages: checkStages(pipeline.input.stages, known, report),
    freezes: checkFreezes(pipeline.input.freezes ?? [], { stacks: known.map(({ name }) => name), services: [...new Set(names)] }, report),
  };
}
