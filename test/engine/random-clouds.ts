import * as fc from "fast-check";
import { placeShards } from "../../lib/cloud/place/place-shards.ts";
import type { AnyCloudResource, ResourceName } from "../../lib/cloud/resource.ts";
import type { Need } from "../../lib/model/needs/registry.ts";
import { cloudOf } from "../cloud-inputs.ts";
import { serviceFile } from "../fleets.ts";
import { randomNeed } from "../random-needs.ts";

/** The cloud of one service or stack before and after changes. */
export interface RandomCloud {
  readonly before: readonly AnyCloudResource[];
  readonly after: readonly (readonly AnyCloudResource[])[];
}

type Needs = Readonly<Record<string, Need>>;
export type Edit = (resources: readonly AnyCloudResource[]) => readonly AnyCloudResource[];

const needs: fc.Arbitrary<Needs> = fc.dictionary(fc.constantFrom("a", "b"), randomNeed, { minKeys: 1, maxKeys: 2 });

/** Changes the needs of a service: others, another one, one less, or the same ones. */
const changed = (before: Needs): fc.Arbitrary<Needs> =>
  fc.oneof(
    fc.constant(before),
    fc.tuple(fc.constantFrom("a", "b"), randomNeed).map(([key, need]) => ({ ...before, [key]: need })),
    fc.constantFrom(...Object.keys(before)).map((key) => Object.fromEntries(Object.entries(before).filter(([name]) => name !== key))),
  );

/** Edits one resource. */
const editOf =
  (index: number, edit: (resource: AnyCloudResource) => AnyCloudResource | undefined): Edit =>
  (resources) =>
    resources.flatMap((each, at) => (at === index % resources.length ? (edit(each) ?? []) : [each]));

const unedited: Edit = (resources) => resources;

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.constant(unedited),
  fc.nat(50).map((index) => editOf(index, (each) => ({ ...each, protect: !each.protect }))),
  fc.tuple(fc.nat(50), fc.nat(20)).map(([index, input]) => editOf(index, (each) => tweaked(each, input))),
  fc.tuple(fc.nat(50), fc.boolean()).map(
    ([index, movesBlock]): Edit =>
      (resources) =>
        renamed(resources, index, movesBlock),
  ),
);

/** Changes one of the inputs that are plain strings, numbers or booleans. */
function tweaked(resource: AnyCloudResource, index: number): AnyCloudResource {
  const plain = Object.entries(resource.inputs).filter(
    ([key, value]) => typeof value !== "object" && key !== "project" && !key.endsWith("Wo"),
  );
  const [key, value] = plain[index % Math.max(plain.length, 1)] ?? [];
  if (key === undefined) return resource;
  const next = typeof value === "string" ? `${value}x` : typeof value === "number" ? value + 1 : value !== true;
  return { ...resource, inputs: { ...resource.inputs, [key]: next } } as AnyCloudResource;
}

/** Gives a resource another name or component, and the old one as its alias. */
function renamed(resources: readonly AnyCloudResource[], at: number, movesBlock: boolean): readonly AnyCloudResource[] {
  const resource = resources[at % Math.max(resources.length, 1)];
  if (resource === undefined) return resources;
  const { type, name, block } = resource;
  const next = movesBlock ? { block: { ...block, kind: `${block.kind}Moved` } } : { name: `${name}-renamed` };
  const replace = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(replace);
    const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replace(each)]));
    return refersTo(value, { type, name }) ? { ...copy, name: next.name ?? name } : copy;
  };
  return resources.map((each) =>
    each === resource
      ? { ...each, ...next, aliases: [{ name, block }] }
      : ({
          ...each,
          inputs: replace(each.inputs),
          dependsOn: each.dependsOn.map((other) => (isNamed(other, { type, name }) ? { type, name: next.name ?? name } : other)),
        } as AnyCloudResource),
  );
}

const isNamed = (one: ResourceName, other: ResourceName): boolean => one.type === other.type && one.name === other.name;

const refersTo = (value: object, { type, name }: ResourceName): boolean =>
  "kind" in value && value.kind === "reference" && "type" in value && value.type === type && "name" in value && value.name === name;

/** A spec that has a cloud, and its changes. */
interface RandomSpec<T> {
  readonly spec: fc.Arbitrary<T>;
  readonly changed: (before: T) => fc.Arbitrary<T>;
  readonly compile: (spec: T) => readonly AnyCloudResource[];
  /** @default no edit beside those of any cloud */
  readonly start?: fc.Arbitrary<Edit>;
}

/** Generates a cloud and changes of it: those of the spec, and edits of its resources. */
export const randomChanges = <T>({ spec, changed: next, compile, start = fc.constant(unedited) }: RandomSpec<T>, changes: number) =>
  spec.chain((before) =>
    fc
      .record({
        starts: fc.tuple(start, anyEdit),
        next: fc.array(fc.tuple(next(before), fc.array(anyEdit, { maxLength: 2 })), { minLength: changes, maxLength: changes }),
      })
      .map(({ starts, next: others }): RandomCloud => ({
        before: starts.reduce((resources, edit) => edit(resources), compile(before)),
        after: others.map(([other, edits]) => edits.reduce((resources, edit) => edit(resources), compile(other))),
      })),
  );

/** Generates the cloud of a service and changes of it. */
export const randomCloud = (service: string, changes: number): fc.Arbitrary<RandomCloud> =>
  randomChanges({ spec: needs, changed, compile: (own) => resourcesOf(service, own) }, changes);

/** Compiles the cloud of a service without what it shares with others. */
const resourcesOf = (service: string, own: Needs): readonly AnyCloudResource[] =>
  placeShards("latest", cloudOf([serviceFile(service, { needs: own })], "latest").resources, [])
    .filter(({ isFoundation }) => !isFoundation)
    .flatMap(({ resources }) => resources);
