import { messageOf } from "../../base/errors.ts";
import type { CloudPlace, CustomNeed, NeedResource } from "../../model/needs/custom.ts";
import { instanceHost, instanceName } from "../../model/needs/need.ts";
import { networkId, zoneName } from "../cloud-names.ts";
import { blockOf, isProtected, labelsOf, type NeedBlock, type NeedPlace } from "../need-place.ts";
import { CLOUD_KINDS, isCloudType } from "../kinds/registry.ts";
import { noCopies } from "../copy-block.ts";
import { ownResourceProblem } from "../own-resource-problem.ts";
import type { AnyCloudResource } from "../resource.ts";
import { secretsBlock } from "./secrets.ts";

export const customBlock: NeedBlock<CustomNeed> = {
  resources: (need, place) => [...secretsBlock.resources(need, place), ...ownResources(need, place).resources],
  copies: (need) => noCopies(`is of the kind "${need.definition().name}", and only its own code knows its backups`),
};

interface OwnResources {
  readonly resources: readonly AnyCloudResource[];
  /** The mistakes of the kind's `resources`. A resource with a mistake is left out. */
  readonly problems: readonly string[];
}

/** Returns the resources that a kind of the user's repository asks for. */
export function ownResources(need: CustomNeed, place: NeedPlace): OwnResources {
  const { name, definition } = need.definition();
  if (definition.resources === undefined) return { resources: [], problems: [] };
  const say = (message: string): string => `resources of "${name}" ${message}`;
  let made: unknown;
  try {
    made = definition.resources(need.options, placeOf(place));
  } catch (error) {
    return { resources: [], problems: [say(`failed: ${messageOf(error)}`)] };
  }
  if (!Array.isArray(made)) return { resources: [], problems: [say("must return a list")] };
  const problems: string[] = [];
  const resources = new Map<string, AnyCloudResource>();
  for (const each of made) {
    const problem = ownResourceProblem(each, place) ?? (resources.has(keyOf(each)) ? `has ${keyOf(each)} twice` : undefined);
    if (problem === undefined) resources.set(keyOf(each), resourceOf(each, name, place));
    else problems.push(say(problem));
  }
  return { resources: [...resources.values()], problems };
}

const keyOf = ({ type, name }: NeedResource): string => `${type} "${name}"`;

/** Describes the place of an instance for a kind of the user's repository. */
function placeOf(place: NeedPlace): CloudPlace {
  const { stack, instance } = place;
  return {
    stack: stack.name,
    tier: stack.tier,
    region: stack.region,
    project: stack.project,
    network: networkId(stack),
    zone: zoneName(stack),
    service: instance.service,
    need: instance.need,
    name: instanceName(instance),
    host: instanceHost(instance),
    labels: labelsOf(place),
  };
}

/** Completes a checked resource. If its inputs have no name, it has the resource's, so that no suffix is random. */
function resourceOf({ type, name, protect, dependsOn = [], ...own }: NeedResource, kind: string, place: NeedPlace): AnyCloudResource {
  // A kind `kafka-topics` has components `KafkaTopics`.
  const title = kind.replace(/(?:^|-)([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
  const block = blockOf(title, place.instance);
  const inputs = isNamed(type) ? { name, ...own.inputs } : own.inputs;
  return {
    type,
    name,
    block,
    inputs,
    protect: protect ?? isProtected(place.stack.tier),
    ignoreChanges: [],
    aliases: [],
    dependsOn,
  } as AnyCloudResource;
}

/** True if resources of the type have an input `name`. */
const isNamed = (type: string): boolean => isCloudType(type) && CLOUD_KINDS[type].required.some((path) => path === "name");
