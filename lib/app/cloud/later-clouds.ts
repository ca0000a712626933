import { CLOUD } from "../../model/object-names.ts";
import { waveBefore, wavesOf } from "../../resolve/travel/route.ts";
import type { Project } from "../../workspace/project.ts";
import type { LaterCloud } from "./cloud-preview.ts";
import { isCloudCurrent } from "./cloud-stacks.ts";

/** Lists the stacks whose clouds wait for a wave before. Those that no wave precedes follow the specs in the next run, if no freeze holds. */
export function laterClouds(project: Pick<Project, "clouds" | "configs" | "locks" | "model" | "whole">): ReadonlyMap<string, LaterCloud> {
  const { clouds, locks, model, whole } = project;
  if (whole.pipeline === undefined) return new Map();
  const waves = wavesOf(whole.pipeline);
  const runs = (stack: string): boolean => clouds?.get(stack)?.isEmpty === false || locks.get(stack)?.has(CLOUD) === true;
  return new Map(
    model.stacks.flatMap(({ name }) => {
      const before = isCloudCurrent(project, locks, name) ? undefined : waveBefore(waves, name, runs);
      return before === undefined ? [] : [[name, { after: before.place, soakMs: before.soakMs }] as const];
    }),
  );
}
