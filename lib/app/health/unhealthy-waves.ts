import { imageReference } from "../../compile/image-reference.ts";
import { pairOf } from "../../resolve/case.ts";
import type { FleetVersions } from "../../resolve/gate.ts";
import type { WaveInQuestion } from "../../resolve/travel/checked-pairs.ts";
import type { FleetTravel } from "../../resolve/travel/fleet-travel.ts";
import type { Unhealthy } from "../../resolve/travel/wave-health.ts";
import type { CheckedWave, HealthTools } from "./health-check.ts";
import { healthCheck } from "./registry.ts";

/** Makes the checks of waves. @returns the place of a wave -> the reasons of its checks that did not pass */
export async function unhealthyWaves(
  waves: readonly WaveInQuestion[],
  fleet: Pick<FleetVersions, "stacks" | "locks">,
  { since }: Pick<FleetTravel, "since">,
  tools: HealthTools,
): Promise<ReadonlyMap<string, readonly Unhealthy[]>> {
  const checked = await Promise.all(
    waves.map(async ({ wave, pairs }) => {
      const given: CheckedWave = {
        stacks: wave.stacks,
        pairs: pairs.map((pair) => ({ ...pair, image: imageOf(pair, fleet), since: since.get(pairOf(pair)) })),
      };
      const reasons = await Promise.all(wave.health.map((spec) => healthCheck(spec.kind, spec)(given, tools)));
      return [wave.place, reasons.flat()] as const;
    }),
  );
  return new Map(checked.filter(([, reasons]) => reasons.length > 0));
}

/** Returns the image that the Application of a pair has. Undefined for images and reserved entries, and for a pair without an entry. */
function imageOf(
  { stack, service }: WaveInQuestion["pairs"][number],
  { stacks, locks }: Pick<FleetVersions, "stacks" | "locks">,
): string | undefined {
  const declared = stacks.find(({ name }) => name === stack)?.services.find(({ name }) => name === service);
  const entry = locks.get(stack)?.get(service);
  return declared === undefined || declared.isImage === true || declared.isReserved === true || entry === undefined
    ? undefined
    : imageReference(declared.image, entry);
}
