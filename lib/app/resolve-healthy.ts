import type { Gate } from "../resolve/gate.ts";
import { type Resolution, type ResolveInput, resolveFleet } from "../resolve/resolve.ts";
import { wavesInQuestion } from "../resolve/travel/checked-pairs.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { AppContext } from "./context.ts";
import type { BroughtUp } from "./fleet-versions.ts";
import { takenBack } from "./health/taken-back.ts";
import { unhealthyWaves } from "./health/unhealthy-waves.ts";
import { isBroughtUpIn } from "./travel-of.ts";

/** The decisions about a fleet. */
export interface HealthyResolution {
  readonly resolution: Resolution;
  /** Decides again, if only these clouds are up. It reads nothing. */
  readonly withClouds: (clouds: BroughtUp) => Resolution;
}

/** Resolves the fleet. Reads the health of those waves only that decide, and resolves again if one is not healthy. */
export async function resolveHealthy(
  { env, commitStates }: AppContext,
  { history }: Workspace,
  input: ResolveInput,
  gates?: readonly Gate[],
): Promise<HealthyResolution> {
  const first = resolveFleet(input, gates);
  const { travel } = input;
  if (travel === undefined) return { resolution: first, withClouds: () => first };
  const unhealthy = await unhealthyWaves(wavesInQuestion(first.decisions, input, travel), input, travel, { env, commitStates });
  const health =
    unhealthy.size === 0 ? {} : { unhealthy, takenBack: await takenBack({ ...input, travel }, first.decisions, unhealthy, history) };
  return {
    resolution: unhealthy.size === 0 ? first : resolveFleet({ ...input, travel: { ...travel, ...health } }, gates),
    withClouds: (clouds) => resolveFleet({ ...input, travel: { ...travel, ...health, isBroughtUp: isBroughtUpIn(clouds) } }, gates),
  };
}
