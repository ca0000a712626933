import type { Pipeline } from "../../model/pipeline/pipeline.ts";
import { healthCheck } from "./registry.ts";

/** Makes the checks of stages. @returns stage -> the reason of its first failed check */
export async function unhealthyStages({ stages }: Pipeline, names: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const unhealthy = new Map<string, string>();
  const checked = stages.filter(({ name, health }) => names.has(name) && health.length > 0);
  await Promise.all(
    checked.map(async ({ name, health }) => {
      const results = await Promise.all(health.map((spec) => healthCheck(spec)()));
      const reason = results.find((each) => each !== undefined);
      if (reason !== undefined) unhealthy.set(name, reason);
    }),
  );
  return unhealthy;
}
