import type { EffectiveService } from "../effective.ts";

/** True if a layer of the service sets a field. Defaults of the fleet and of stacks are for other services, too. */
export const setsField = ({ layers }: EffectiveService, field: "health" | "scale"): boolean =>
  layers.some(({ file, isShared, values }) => file !== undefined && isShared !== true && values[field] !== undefined);
