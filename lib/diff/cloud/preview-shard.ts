import { diffInputs } from "../../cloud/diff-inputs.ts";
import type { CloudKind } from "../../cloud/kinds/kind.ts";
import { CLOUD_KINDS } from "../../cloud/kinds/registry.ts";
import type { RecordedResource } from "../../cloud/recorded.ts";
import type { AnyCloudResource, ResourceName } from "../../cloud/resource.ts";
import { type UrnPlace, urnOf } from "../../cloud/urn.ts";
import type { CloudChange } from "./cloud-change.ts";
import { followersOf } from "./follow-replacement.ts";
import { isUnknown, type PlannedResource } from "./planned-resource.ts";
import { recordedServices } from "./recorded-services.ts";
import { resolveInputs } from "./resolve-inputs.ts";

/** One part of a stack's cloud: what it asks for, and what its state records. */
export interface PreviewedShard extends UrnPlace {
  /** The stack of the fleet. */
  readonly stack: string;
  readonly resources: readonly AnyCloudResource[];
  /** In the order of the state. */
  readonly recorded: readonly RecordedResource[];
}

type Change = Omit<CloudChange, "shard" | "stack">;

/** A resource that the engine deletes before it knows if it comes back. */
interface Condemned {
  readonly because: string;
  readonly causes: readonly string[];
}

/**
 * Compares a part of a stack's cloud with its recorded state. Decides as the engine does, without an engine and without a cloud.
 * The changes are sorted by type and name. Source: `pkg/resource/deploy/step_generator.go` in Pulumi.
 */
export function previewShard(shard: PreviewedShard): readonly CloudChange[] {
  const { stack, shard: name } = shard;
  const changes = new ShardPreview(shard).changes().toSorted((a, b) => compare(a.type, b.type) || compare(a.name, b.name));
  return changes.map((change) => ({ stack, shard: name, ...change }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

class ShardPreview {
  readonly #shard: PreviewedShard;
  readonly #declared: ReadonlyMap<string, AnyCloudResource>;
  readonly #olds: ReadonlyMap<string, RecordedResource>;
  readonly #planned = new Map<string, PlannedResource>();
  readonly #decided = new Set<string>();
  readonly #condemned = new Map<string, Condemned>();
  readonly #changes: Change[] = [];

  constructor(shard: PreviewedShard) {
    this.#shard = shard;
    this.#declared = new Map(shard.resources.map((resource) => [keyOf(resource), resource]));
    this.#olds = new Map(shard.recorded.flatMap((each) => (each.delete ? [] : [[each.urn, each]])));
  }

  changes(): readonly Change[] {
    for (const resource of this.#shard.resources) this.#plan(resource);
    const services = recordedServices(this.#shard.recorded);
    const gone = this.#shard.recorded.filter(({ custom, external, type }) => custom && !external && !type.startsWith("pulumi:"));
    for (const old of gone) if (old.delete || !this.#decided.has(old.urn)) this.#changes.push(deletion(old, services.get(old.urn)));
    return this.#changes;
  }

  /** Decides what happens to a resource, after those that it refers to. */
  readonly #plan = (name: ResourceName): PlannedResource => {
    const key = keyOf(name);
    const known = this.#planned.get(key);
    if (known !== undefined) return known;
    const resource = this.#declared.get(key);
    if (resource === undefined) throw new Error(`${key} is not in ${this.#shard.shard}`);
    resource.dependsOn.forEach(this.#plan);
    const planned = this.#decide(resource);
    this.#planned.set(key, planned);
    return planned;
  };

  #decide(resource: AnyCloudResource): PlannedResource {
    const { type, name, block, protect } = resource;
    const urn = urnOf(this.#shard, block, type, name);
    const old = this.#oldOf(resource, urn);
    const { inputs, sources } = resolveInputs(resource, old?.inputs ?? {}, this.#plan);
    const kind: CloudKind = CLOUD_KINDS[type];
    const base = { type, name, urn, block: block.name, ...(block.service === undefined ? {} : { service: block.service }) };
    const created = { name, urn, id: undefined, outputs: knownOf(inputs) };
    this.#decided.add(urn);
    if (old === undefined) {
      this.#changes.push({ ...base, action: "create", protected: protect, properties: [], causes: [] });
      return { ...created, action: "create" };
    }
    this.#decided.add(old.urn);
    const condemned = this.#condemned.get(old.urn);
    // The engine refuses to end a protected follower before it sees that its protection ends.
    const isProtected = old.protect && (protect || condemned !== undefined);
    const state = { protected: isProtected, ...protectionOf(old.protect, protect) };
    const { changed, replaces } = diffInputs(kind, old.inputs, inputs, isUnknown);
    const follows = changed.map((path) => sources.get(path)).find((source) => source?.action === "replace")?.name;
    const because = condemned?.because ?? follows;
    const causes = condemned?.causes ?? replaces;
    const change = {
      ...base,
      ...state,
      ...(old.urn === urn ? {} : { previousUrn: old.urn }),
      properties: changed,
      causes,
      ...(because === undefined ? {} : { because }),
    };
    if (condemned !== undefined || replaces.length > 0) {
      if (condemned === undefined && kind.deleteBeforeReplace) this.#condemn(old);
      this.#changes.push({ ...change, action: "replace" });
      return { ...created, action: "replace" };
    }
    const action = changed.length > 0 ? "update" : "same";
    this.#changes.push({ ...change, action });
    const outputs = action === "same" ? old.outputs : { ...knownOf(inputs), ...kind.outputs(inputs, old.id ?? "") };
    return { name, urn, id: old.id, outputs, action };
  }

  #oldOf({ type, aliases }: AnyCloudResource, urn: string): RecordedResource | undefined {
    const urns = [urn, ...aliases.map((alias) => urnOf(this.#shard, alias.block, type, alias.name))];
    return urns.flatMap((each) => this.#olds.get(each) ?? [])[0];
  }

  #condemn(root: RecordedResource): void {
    for (const { resource, causes } of followersOf(root, this.#shard.recorded, this.#decided)) {
      if (!this.#condemned.has(resource.urn)) this.#condemned.set(resource.urn, { because: root.name, causes });
    }
  }
}

const keyOf = ({ type, name }: ResourceName): string => `${type} ${name}`;

/** Returns the members that are known before the run. */
const knownOf = (inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));

const protectionOf = (old: boolean, next: boolean): Pick<CloudChange, "protection"> =>
  old === next ? {} : { protection: next ? "begins" : "ends" };

const deletion = ({ type, name, urn, parent, protect, delete: isLeftover }: RecordedResource, service: string | undefined): Change => ({
  type,
  name,
  urn,
  block: parent?.split("::")[3] ?? "",
  ...(service === undefined ? {} : { service }),
  action: "delete",
  protected: protect && !isLeftover,

  properties: [],
  causes: [],
});
