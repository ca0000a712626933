import { ComponentResource, type CustomResource, getProject, getStack, output } from "@pulumi/pulumi";
import type { CloudType } from "../../../cloud/cloud-types.ts";
import { sortedList, withSortedLists } from "../../../cloud/kinds/kind.ts";
import { CLOUD_KINDS } from "../../../cloud/kinds/registry.ts";
import { type AnyCloudResource, type Block, isLate, type Reference } from "../../../cloud/resource.ts";
import { resourceKey } from "../../../cloud/place/known-references.ts";
import { componentType, urnOf } from "../../../cloud/urn.ts";
import type { CloudInput } from "./cloud-input.ts";
import { Passwords } from "./passwords.ts";
import { resolveInputs } from "./resolve-inputs.ts";
import { RESOURCE_CLASSES, type ResourceClass } from "./resource-classes.ts";

type Classes = ReadonlyMap<CloudType, ResourceClass<never>>;

/** Registers the resources of a shard with the engine, each below the component of its block. */
export async function registerResources({ resources, fresh, adopt = {} }: CloudInput): Promise<void> {
  const classes = await loadClasses(resources);
  const passwords = new Passwords(fresh);
  const declared = new Map(resources.map((resource) => [resourceKey(resource), resource]));
  const components = new Map<string, ComponentResource>();
  const registered = new Map<string, CustomResource>();
  const register = (key: string): CustomResource => {
    const known = registered.get(key);
    if (known !== undefined) return known;
    const resource = declared.get(key);
    if (resource === undefined) throw new Error(`${key} is not in this part of the cloud`);
    const made = construct(resource);
    registered.set(key, made);
    return made;
  };
  const construct = (resource: AnyCloudResource): CustomResource => {
    const { type, name, block, protect, aliases, dependsOn } = resource;
    const Class = classes.get(type);
    if (Class === undefined) throw new Error(`${type} has no class`);
    const late = { resource: (reference: Reference) => register(resourceKey(reference)), passwords };
    const args = withSortedLists(CLOUD_KINDS[type], resolveInputs(resource.inputs, late), sortOutput);
    const { [resourceKey(resource)]: found } = adopt;
    return new Class(name, args as never, {
      parent: componentOf(block, components),
      protect,
      dependsOn: dependsOn.map((other) => register(resourceKey(other))),
      aliases: aliases.map((alias) => urnOf({ shard: getStack(), project: getProject() }, alias.block, type, alias.name)),
      deleteBeforeReplace: CLOUD_KINDS[type].deleteBeforeReplace,
      ignoreChanges: [...resource.ignoreChanges, ...recordedPasswords(resource, passwords)],
      // The next run changes what differs.
      ...(found === undefined ? {} : { import: found, ignoreChanges: ["*"] }),
    });
  };
  for (const key of declared.keys()) register(key);
}

async function loadClasses(resources: readonly AnyCloudResource[]): Promise<Classes> {
  const types = [...new Set(resources.map(({ type }) => type))];
  return new Map(await Promise.all(types.map(async (type) => [type, (await RESOURCE_CLASSES[type]()) as ResourceClass<never>] as const)));
}

/** Sorts a list whose strings are known later. */
const sortOutput = (list: unknown): unknown => (Array.isArray(list) && list.length > 1 ? output(list).apply(sortedList) : list);

/** Returns the component of a block. State and console show it as a folder. */
function componentOf({ kind, name }: Block, components: Map<string, ComponentResource>): ComponentResource {
  const type = componentType(kind);
  const component = components.get(`${type} ${name}`) ?? new ComponentResource(type, name);
  components.set(`${type} ${name}`, component);
  return component;
}

/** Lists the inputs with passwords that the state has. The engine takes them from there. */
const recordedPasswords = ({ inputs }: AnyCloudResource, passwords: Passwords): string[] =>
  Object.entries(inputs).flatMap(([input, value]) =>
    typeof value === "object" && value !== null && isLate(value) && value.kind === "generated" && passwords.isRecorded(value.secret)
      ? [input]
      : [],
  );
