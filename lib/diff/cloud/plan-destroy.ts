import { inputAt } from "../../cloud/kinds/kind.ts";
import type { RecordedResource, RecordedStack } from "../../cloud/recorded.ts";
import { recordedServices } from "./recorded-services.ts";

/** A recorded resource in a plan. */
export interface PlannedEnd extends Pick<RecordedResource, "name" | "type" | "urn"> {
  /** The name of its component: `<service>-<need>`, or what all services share. */
  readonly block: string;
}

/** A resource that stays, with the reason. */
export interface KeptResource extends PlannedEnd {
  /**
   * `protected`: the engine refuses. `held`: the cloud refuses. `used`: a resource that stays depends on it.
   * `foundation`: other parts of the stack stay. `member`: the cloud deletes it only together with a resource that stays.
   */
  readonly why: readonly ("foundation" | "held" | "member" | "protected" | "used")[];
  /** The name of the resource that uses it, or that it belongs to. @default none */
  readonly usedBy?: string;
}

/** The end of a part of a stack's cloud. */
export interface PartEnd {
  /** The name of the Pulumi stack: `prod.needs-1`. */
  readonly shard: string;
  readonly goes: readonly PlannedEnd[];
  readonly stays: readonly KeptResource[];
  /** The URNs that the engine deletes. @default the part goes as a whole, with its state */
  readonly targets?: readonly string[];
}

/**
 * Plans the end of a stack's cloud. Protected resources stay, and everything that they depend on. The foundation stays if another part does.
 * @param parts the recorded parts of the stack
 * @param services the services whose resources go. Empty for the whole stack
 */
export function planDestroy(parts: readonly RecordedStack[], services: readonly string[]): readonly PartEnd[] {
  const isFoundation = ({ stack }: RecordedStack): boolean => stack.endsWith(".foundation");
  const needs = parts.filter((part) => !isFoundation(part)).map((part) => planPart(part, services));
  const stands = needs.some(({ targets }) => targets !== undefined);
  return [...needs, ...parts.filter(isFoundation).map((part) => (stands ? keptFoundation(part, services) : planPart(part, services)))];
}

function planPart({ stack: shard, resources }: RecordedStack, services: readonly string[]): PartEnd {
  const owners = recordedServices(resources);
  const isSelected = ({ urn }: RecordedResource): boolean => services.length === 0 || services.includes(owners.get(urn) ?? "");
  const selected = resources.filter((each) => isReal(each) && isSelected(each));
  const others = resources.filter((each) => isReal(each) && !isSelected(each));
  const kept = new Map(selected.flatMap((each) => keptAtOnce(each)));
  let stays = withDependencies(resources, [...kept.keys(), ...others.map(({ urn }) => urn)]);
  for (const member of selected.filter(isMember)) {
    const owner = resources.find(({ urn }) => stays.has(urn) && dependenciesOf(member).includes(urn));
    if (owner === undefined || kept.has(member.urn)) continue;
    kept.set(member.urn, { ...endOf(member), why: ["member"], usedBy: owner.name });
    stays = new Map([...withDependencies(resources, [member.urn]), ...stays]);
  }
  for (const resource of selected) {
    const usedBy = stays.get(resource.urn);
    if (usedBy !== undefined && !kept.has(resource.urn)) kept.set(resource.urn, { ...endOf(resource), why: ["used"], usedBy });
  }
  const goes = selected.filter(({ urn }) => !kept.has(urn));
  const plan = { shard, goes: goes.map(endOf), stays: [...kept.values()] };
  return stays.size === 0 ? plan : { ...plan, targets: [...goes.map(({ urn }) => urn), ...emptyComponents(resources, goes)] };
}

function keptFoundation({ stack: shard, resources }: RecordedStack, services: readonly string[]): PartEnd {
  const shown = services.length === 0 ? resources.filter(isReal) : [];
  return { shard, goes: [], stays: shown.map((each) => ({ ...endOf(each), why: ["foundation"] })), targets: [] };
}

/** True if a cloud has the resource. */
const isReal = ({ custom, external, type }: RecordedResource): boolean => custom && !external && !type.startsWith("pulumi:");

const endOf = ({ name, type, urn, parent }: RecordedResource): PlannedEnd => ({ name, type, urn, block: parent?.split("::")[3] ?? "" });

/** The inputs by which a cloud refuses a deletion. */
const HOLDS = ["deletionProtection", "deletionProtectionEnabled", "settings.deletionProtectionEnabled"] as const;

/** Returns the entry of a resource that engine or cloud refuses to delete. */
function keptAtOnce(resource: RecordedResource): readonly (readonly [string, KeptResource])[] {
  const { protect, delete: isLeftover, inputs, urn } = resource;
  if (isLeftover) return [];
  const isHeld = HOLDS.some((path) => inputAt(inputs, path) === true);
  const why = [...(protect ? (["protected"] as const) : []), ...(isHeld ? (["held"] as const) : [])];
  return why.length === 0 ? [] : [[urn, { ...endOf(resource), why }]];
}

/** True if a resource ends only with another one, such as a user with its server. */
const isMember = ({ inputs }: RecordedResource): boolean => inputs["deletionPolicy"] === "ABANDON";

const dependenciesOf = ({ dependencies, propertyDependencies, parent }: RecordedResource): readonly string[] => [
  ...dependencies,
  ...Object.values(propertyDependencies).flat(),
  ...(parent === undefined ? [] : [parent]),
];

/** Returns the URNs of all that stays, each with the name of the resource that needs it. Roots have no name. */
function withDependencies(resources: readonly RecordedResource[], roots: readonly string[]): ReadonlyMap<string, string> {
  const stays = new Map<string, string>(roots.map((urn) => [urn, ""]));
  // A state lists a resource after all that it depends on.
  for (const resource of resources.toReversed())
    if (stays.has(resource.urn)) for (const other of dependenciesOf(resource)) if (!stays.has(other)) stays.set(other, resource.name);
  return stays;
}

/** Lists the components all of whose resources go. */
function emptyComponents(resources: readonly RecordedResource[], goes: readonly RecordedResource[]): readonly string[] {
  const gone = new Set(goes.map(({ urn }) => urn));
  const components = resources.filter(({ custom, type, urn }) => {
    const children = resources.filter(({ parent }) => parent === urn);
    return !custom && !type.startsWith("pulumi:") && children.length > 0 && children.every((child) => gone.has(child.urn));
  });
  return components.map(({ urn }) => urn);
}
