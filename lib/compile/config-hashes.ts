import { hashOf } from "../base/hash.ts";
import type { Model, StackModel } from "../model/model.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import type { FleetConfigs } from "../resolve/travel/fleet-travel.ts";
import { compileParts } from "./compile-stack.ts";
import { PLATFORM } from "../model/object-names.ts";
import { isOfPlatform } from "./compiled-object.ts";
import { ANY_VERSION } from "./locked-versions.ts";
import { isOfService } from "./problems/compile-problem.ts";
import { sortedJson } from "./sorted-json.ts";

/**
 * Hashes the configuration of each service on each stack: its objects, compiled with one version for all images. So a release changes no
 * hash. A service whose objects have a problem has none. The platform of a stack has a hash, too.
 */
export const configHashes = (model: Model): FleetConfigs => new Map(model.stacks.map((stack) => [stack.name, hashesOf(model, stack)]));

function hashesOf(model: Model, stack: StackModel): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const { service, manifests, problems } of compileParts(model, stack, anyLock(stack))) {
    // The objects of a retired stack go at once.
    if (service === undefined && !stack.retired) hashes.set(PLATFORM, configHash(manifests.filter(isOfPlatform)));
    else if (service !== undefined && !problems.some(isOfService)) hashes.set(service, configHash(manifests));
  }
  return hashes;
}

/** One version. The repository of a spec is for releases to come, so it is no part of a configuration. */
const VERSION: LockEntry = { ...ANY_VERSION, image: "registry.invalid/any" };

/** Gives each service and image the same version. */
const anyLock = ({ services, images }: StackModel): Lock => new Map([...services, ...images].map(({ name }) => [name, VERSION]));

/** Returns the first 12 hex digits of the hash of plain values, in any order. */
export const configHash = (values: readonly object[]): string => hashOf(values.map(sortedJson).sort().join("\n")).slice(0, 12);
