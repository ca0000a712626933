import type { EffectiveService } from "./effective.ts";

/** An init container or a sidecar of a service. */
export type Part = EffectiveService["init"][number] | EffectiveService["sidecars"][number];

/** Lists the init containers and the sidecars, each with its path in the spec: `sidecars.proxy`. */
export function partsOf({ init, sidecars }: Pick<EffectiveService, "init" | "sidecars">): readonly (readonly [at: string, part: Part])[] {
  if (init.length === 0 && sidecars.length === 0) return NO_PARTS;
  return [...init.map((each) => [`init.${each.name}`, each] as const), ...sidecars.map((each) => [`sidecars.${each.name}`, each] as const)];
}

const NO_PARTS: readonly (readonly [string, Part])[] = [];
