import { compileCloud } from "../../cloud/compile-cloud.ts";
import { compileStack } from "../../compile/compile-stack.ts";
import { explainField } from "../../compile/explain/explain-field.ts";
import { explainService } from "../../compile/explain/explain-service.ts";
import type { Subject } from "../../compile/explain/subject.ts";
import { ANY_VERSION } from "../../compile/locked-versions.ts";
import { withoutHash } from "../../compile/short-hash.ts";
import type { Model, StackModel } from "../../model/model.ts";
import { PLATFORM } from "../../model/object-names.ts";
import { isReservedEntry, RESERVED_ENTRIES } from "../../model/reserved-entries.ts";
import { isSameVersion, type Lock, type LockEntry } from "../../resolve/lock.ts";
import { serviceHoldText } from "../../resolve/service-hold.ts";
import { diffFields } from "../fields.ts";
import { type Cause, type Difference, type DifferenceSide, groupDifferences } from "./difference.ts";
import { mapStrings, withoutIdentity } from "./identity.ts";

/** A stack with its lock. */
export interface ComparedStack {
  readonly model: Model;
  readonly stack: StackModel;
  readonly lock: Lock;
  /** Service or reserved entry -> the hash of its present configuration. Empty without a pipeline. */
  readonly configs: ReadonlyMap<string, string>;
}

/** Both stacks, their objects, and the function that replaces their names, places and addresses. */
interface Sides {
  readonly left: ComparedStack;
  readonly right: ComparedStack;
  readonly before: ObjectsByService;
  readonly after: ObjectsByService;
  readonly plain: (value: unknown) => unknown;
}

/** Compares two stacks. Their names, projects, clusters, namespaces, regions, domains, addresses and tiers are expected to differ. */
export function compareStacks(left: ComparedStack, right: ComparedStack, services: readonly string[] = []): readonly Difference[] {
  const isAsked = (name: string): boolean => services.length === 0 || services.includes(name);
  const names = [...new Set([left, right].flatMap(({ stack }) => stack.services.map(({ name }) => name)))].filter(isAsked).sort();
  const plain = withoutIdentity(left.stack, right.stack);
  const sides: Sides = { left, right, before: objectsOf(left), after: objectsOf(right), plain };
  const differences = names.flatMap((name) => {
    const [here, there] = [runs(left, name), runs(right, name)];
    if (here && there) return [...ofLock(left, right, name), ...ofService(sides, name)];
    return [
      difference(
        "runs",
        { services: [name], path: "" },
        { value: here, cause: stackCause(left) },
        { value: there, cause: stackCause(right) },
      ),
    ];
  });
  const reserved = RESERVED_ENTRIES.filter(isAsked).flatMap((name) => ofEntry(left, right, name));
  const whole = isAsked(PLATFORM) ? ofObjects(sides, "") : [];
  return groupDifferences([...differences, ...reserved, ...whole, ...ofCloud(sides, isAsked, services.length === 0)]);
}

/** The services and the place of a difference. */
type DifferencePlace = Pick<Difference, "services" | "path">;

const difference = (kind: Difference["kind"], place: DifferencePlace, a: DifferenceSide, b: DifferenceSide): Difference => ({
  kind,
  ...place,
  a,
  b,
});

const runs = ({ stack }: ComparedStack, name: string): boolean => stack.services.some((service) => service.name === name);

const stackCause = ({ stack }: ComparedStack): Cause => ({ layer: `stack ${stack.name}`, file: stack.file });

/** Compares the lock entries of a service. */
function ofLock(left: ComparedStack, right: ComparedStack, name: string): readonly Difference[] {
  const [here, there] = [left.lock.get(name), right.lock.get(name)];
  const isSame = here === undefined || there === undefined ? here === there : isSameVersion(here, there);
  const version = [versionOf(here, there), versionOf(there, here)] as const;
  return [...(isSame ? [] : ofValues("version", name, version)), ...ofEntry(left, right, name)];
}

/** Compares the hold and the configuration of a service or of a reserved entry. */
function ofEntry(left: ComparedStack, right: ComparedStack, name: string): readonly Difference[] {
  return [
    ...ofValues("hold", name, [holdOf(left.lock.get(name)), holdOf(right.lock.get(name))]),
    ...ofValues("behind", name, [isBehind(left, name), isBehind(right, name)]),
  ];
}

/** Returns the difference of two values of an entry, if there is one. */
const ofValues = (kind: Difference["kind"], name: string, [a, b]: readonly [unknown, unknown]): readonly Difference[] =>
  a === b ? [] : [difference(kind, { services: [name], path: "" }, { value: a }, { value: b })];

/** Names a version by its tag. If the other one has the same tag, the digest follows. */
function versionOf(entry: LockEntry | undefined, other: LockEntry | undefined): string | undefined {
  if (entry === undefined) return undefined;
  return entry.tag === other?.tag && entry.digest !== undefined ? `${entry.tag}@${entry.digest.slice(0, 19)}` : entry.tag;
}

const holdOf = (entry: LockEntry | undefined): string | undefined =>
  entry?.hold === undefined ? undefined : (serviceHoldText(entry.hold) ?? `${entry.hold.by} rolled ${entry.hold.tag} back`);

/** True if the stack does not have the present configuration. A reserved entry without a line in the lock does not have it either. */
function isBehind({ configs, lock }: ComparedStack, name: string): boolean {
  const entry = lock.get(name);
  return configs.has(name) && (entry !== undefined || isReservedEntry(name)) && entry?.config !== configs.get(name);
}

/** Kind and name -> object or inputs. */
type Named = ReadonlyMap<string, unknown>;

type ObjectsByService = ReadonlyMap<string, Named>;

/** Compiles the objects of a stack with one version for all images. @returns service -> objects; "" for those that a stack has once */
function objectsOf({ model, stack }: ComparedStack): ObjectsByService {
  const lock = new Map([...stack.services, ...stack.images].map(({ name }) => [name, { ...ANY_VERSION, image: "registry.invalid/any" }]));
  const compiled = compileStack(model, stack, lock).manifests.filter(({ scope }) => scope.kind === "service" || scope.kind === "platform");
  const hashed = new Set(compiled.map(({ manifest }) => manifest.metadata.name).filter((name) => withoutHash(name) !== name));
  const unhashed = (value: unknown): unknown => mapStrings(value, (text) => (hashed.has(text) ? withoutHash(text) : text));
  const groups = Map.groupBy(compiled, ({ scope }) => (scope.kind === "service" ? scope.service : ""));
  return new Map(
    [...groups].map(([service, objects]) => [
      service,
      new Map(objects.map(({ manifest }) => [`${manifest.kind} ${withoutHash(manifest.metadata.name)}`, unhashed(manifest)])),
    ]),
  );
}

/** A thing that both stacks have, or one of them. */
interface Pair {
  readonly id: string;
  readonly a: unknown;
  readonly b: unknown;
}

/** Pairs things by their names without the identities. A thing that one stack has is undefined on the other side. */
function pairsOf(plain: Sides["plain"], before: Named, after: Named): readonly Pair[] {
  const [here, there] = [before, after].map((named) => new Map([...named].map(([id, value]) => [String(plain(id)), plain(value)])));
  const ids = [...new Set([...(here?.keys() ?? []), ...(there?.keys() ?? [])])].sort();
  return ids.map((id) => ({ id, a: here?.get(id), b: there?.get(id) }));
}

/** Compares the fields of a service. Objects that differ without a field have the stack as their cause. */
function ofService(sides: Sides, name: string): readonly Difference[] {
  const { left, right, plain } = sides;
  const objects = ofObjects(sides, name);
  if (objects.length === 0) return [];
  const [here, there] = [subjectOf(left, name), subjectOf(right, name)];
  if (here === undefined || there === undefined) return objects;
  const fields = diffFields(plain(explainService(here).value), plain(explainService(there).value)).map(({ path, before: a, after: b }) =>
    difference("field", { services: [name], path }, sideOf(here, path, a), sideOf(there, path, b)),
  );
  return fields.length > 0 ? fields : objects;
}

function subjectOf({ model, stack, lock }: ComparedStack, name: string): Subject | undefined {
  const service = stack.services.find((each) => each.name === name);
  return service === undefined ? undefined : { model, stack, service, lock };
}

/** Adds the layer that sets a field. If the field is a default of another one, that one counts. */
function sideOf(subject: Subject, path: string, value: unknown): DifferenceSide {
  for (let keys = path.split("."); keys.length > 0; keys = keys.slice(0, -1)) {
    const links = explainField(subject, keys.join("."))?.influences.flatMap(({ chain }) => chain.filter(({ inForce }) => inForce)) ?? [];
    const link = links.findLast(({ file }) => file !== undefined) ?? links[0];
    if (link === undefined) continue;
    const { layer, file, place } = link;
    return { value, cause: { layer, ...(file === undefined ? {} : { file }), ...(place === undefined ? {} : { place }) } };
  }
  return { value };
}

/** Compares the objects of a service, or those that a stack has once, one by one. */
function ofObjects({ left, right, before, after, plain }: Sides, service: string): readonly Difference[] {
  const services = service === "" ? [] : [service];
  const [here, there] = [stackCause(left), stackCause(right)];
  return pairsOf(plain, before.get(service) ?? new Map(), after.get(service) ?? new Map()).flatMap(({ id, a, b }) => {
    if (a === undefined || b === undefined)
      return [difference("object", { services, path: id }, { value: a && "exists", cause: here }, { value: b && "exists", cause: there })];
    return diffFields(a, b).map(({ path, before: one, after: two }) =>
      difference("object", { services, path: `${id}: ${path}` }, { value: one, cause: here }, { value: two, cause: there }),
    );
  });
}

/** The owner of a resource, and the layer that asks for it. */
interface ResourceOwner {
  readonly service: string | undefined;
  readonly cause: Cause;
}

/** Compares the resources of the clouds. @param isWhole true to compare also those that a stack has once */
function ofCloud({ left, right, plain }: Sides, isAsked: (service: string) => boolean, isWhole: boolean): readonly Difference[] {
  const isCompared = (service: string | undefined): boolean => (service === undefined ? isWhole : isAsked(service));
  const [before, after] = [left, right].map((side) => resourcesOf(side, plain, isCompared));
  return pairsOf(plain, before?.inputs ?? new Map(), after?.inputs ?? new Map()).flatMap(({ id, a, b }) => {
    const [one, other] = [before?.owners.get(id), after?.owners.get(id)];
    const service = one?.service ?? other?.service;
    const services = service === undefined ? [] : [service];
    const [here, there] = [one?.cause ?? stackCause(left), other?.cause ?? stackCause(right)];
    if (a === undefined || b === undefined)
      return [difference("cloud", { services, path: id }, { value: a && "exists", cause: here }, { value: b && "exists", cause: there })];
    return diffFields(a, b).flatMap(({ path, before: was, after: is }) =>
      path === "name"
        ? []
        : [difference("cloud", { services, path: `${id}: ${path}` }, { value: was, cause: here }, { value: is, cause: there })],
    );
  });
}

/** Returns the inputs of resources by type and name, and their owners by the same names without the identities. */
function resourcesOf(
  side: ComparedStack,
  plain: Sides["plain"],
  isCompared: (service: string | undefined) => boolean,
): { readonly inputs: Named; readonly owners: ReadonlyMap<string, ResourceOwner> } {
  const inputs = new Map<string, unknown>();
  const owners = new Map<string, ResourceOwner>();
  for (const { type, name, inputs: given, block } of compileCloud(side.stack)) {
    const { service } = block;
    if (!isCompared(service)) continue;
    const subject = service === undefined ? undefined : subjectOf(side, service);
    const need = block.name.slice((service ?? "").length + 1);
    const cause = (subject && sideOf(subject, `needs.${need}`, undefined).cause) ?? stackCause(side);
    const id = `${type} ${name}`;
    inputs.set(id, given);
    owners.set(String(plain(id)), { service, cause });
  }
  return { inputs, owners };
}
