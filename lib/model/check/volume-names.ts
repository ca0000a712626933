import type { EffectiveService } from "../effective.ts";
import type { StackModel } from "../model.ts";
import { claimName, configDirName } from "../volume-names.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/** Reports two services of a stack whose volumes have one object: the volume "b-c" of "a", and "c" of "a-b". */
export function checkVolumeNames(stacks: readonly StackModel[], run: Run): void {
  const reported = new Set<string>();
  for (const { services } of stacks) {
    const taken = new Map<string, readonly [service: string, volume: string]>();
    for (const service of services) {
      for (const [volume, object] of objectsOf(service)) {
        const [other, theirs] = taken.get(object) ?? [service.name, volume];
        taken.set(object, [other, theirs]);
        // A service without overrides is the same on every stack of its tier.
        const cause = JSON.stringify([service.name, volume, other, theirs]);
        if (other === service.name || reported.has(cause)) continue;
        reported.add(cause);
        reporterOf(service, run.problems)(
          `volumes.${volume}`,
          `${object} belongs to the volume "${theirs}" of ${other}`,
          "rename the volume",
        );
      }
    }
  }
}

/** Lists the volumes that have an object, and that object. */
const objectsOf = ({ name, volumes }: EffectiveService): readonly (readonly [volume: string, object: string])[] =>
  volumes.flatMap((volume): readonly (readonly [volume: string, object: string])[] => {
    if (volume.kind === "newClaim") return [[volume.name, `the claim "${claimName(name, volume.name)}"`]];
    return volume.kind === "configDir" ? [[volume.name, `the ConfigMap "${configDirName(name, volume.name)}"`]] : [];
  });
