import { CLOUD_KINDS } from "./kinds/registry.ts";
import { inputAt } from "./kinds/kind.ts";
import { type AnyCloudResource, isLate, type ResourceName } from "./resource.ts";

/** The types that others name by their short name, and the input that has it. The others have a full name. */
const SHORT_NAMES = {
  "gcp:certificatemanager/certificateMap:CertificateMap": "map",
  "gcp:dns/managedZone:ManagedZone": "managedZone",
} as const satisfies Partial<Record<AnyCloudResource["type"], string>>;

/** The address of an API before a full name: `//certificatemanager.googleapis.com/`. */
const API = /^\/\/[a-z.]+\//;

/**
 * Adds the resources that a resource names by a string to those that it depends on. So they exist first and end last. Services name by a
 * string what all of them share, because it may be in another part of the stack.
 */
export function withNamedDependencies(resources: readonly AnyCloudResource[]): readonly AnyCloudResource[] {
  const shared = resources.filter(({ block }) => block.service === undefined);
  const byName = new Map(shared.flatMap((each) => namesOf(each).map((name) => [name, each] as const)));
  return resources.map((resource) => {
    const named = namesIn(resource.inputs).flatMap((name) => byName.get(name) ?? []);
    const others = [...new Set(named)].filter((other) => other !== resource && !resource.dependsOn.some(isSame(other)));
    if (others.length === 0) return resource;
    return { ...resource, dependsOn: [...resource.dependsOn, ...others.map(({ type, name }) => ({ type, name }))] };
  });
}

const isSame =
  (one: ResourceName) =>
  (other: ResourceName): boolean =>
    one.type === other.type && one.name === other.name;

/** Returns the strings by which others name a resource: `projects/shop/global/networks/prod`, `managedZone prod-public`. */
function namesOf({ type, inputs }: AnyCloudResource): readonly string[] {
  const id = CLOUD_KINDS[type].id(inputs);
  const short = type in SHORT_NAMES ? [`${SHORT_NAMES[type as keyof typeof SHORT_NAMES]} ${String(inputAt(inputs, "name"))}`] : [];
  // Ids without a path are short words, which could mean anything.
  return id.startsWith("projects/") ? [id, ...short] : short;
}

/** Lists the strings in inputs, also with the name of their input. */
function namesIn(value: unknown, key = ""): readonly string[] {
  if (typeof value === "string") return [value.replace(API, ""), `${key} ${value}`];
  if (typeof value !== "object" || value === null || isLate(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => namesIn(each, name));
}
