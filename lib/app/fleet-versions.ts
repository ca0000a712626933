import { identityOf } from "../model/effective.ts";
import { type Fleet, servicesOf, type StackFile } from "../model/fleet.ts";
import type { ImageInput } from "../model/image-spec.ts";
import { imageUses } from "../model/images-of.ts";
import type { Model } from "../model/model.ts";
import { CLOUD, PLATFORM } from "../model/object-names.ts";
import { isReservedEntry } from "../model/reserved-entries.ts";
import { stackImages } from "../model/check/stack-images.ts";
import { channelOf } from "../model/stack.ts";
import { movedFromOf } from "../model/stack-fields/moved-from.ts";
import type { Decision } from "../resolve/decision.ts";
import type { StackVersions, VersionedService } from "../resolve/gate.ts";
import type { Lock } from "../resolve/lock.ts";
import { lockedStacks } from "../workspace/locked-releases.ts";
import type { Project } from "../workspace/project.ts";
import { readLock } from "../workspace/read-lock.ts";

/** Stack -> the hash of the cloud that another job brought up. */
export type BroughtUp = ReadonlyMap<string, string>;

/** The stacks of a fleet with everything that they run, and their locks. */
export interface FleetLocks {
  readonly stacks: readonly StackVersions[];
  /** Stack -> lock, also of stacks that no spec declares any more. */
  readonly locks: ReadonlyMap<string, Lock>;
}

/**
 * Lists what each stack runs: services, images, and the reserved entries that travel.
 * @param clouds undefined if the run brings up every cloud. Otherwise a fleet without any entry of a cloud leaves clouds out
 */
export function fleetVersions(project: Project, clouds: BroughtUp | undefined): FleetLocks {
  const { fleet, whole } = project;
  const declared = fleet.stacks.map((on) => withUses(versionsOf(on, fleet), whole, project));
  const locks = locksOf(project, declared);
  const brings = clouds === undefined || clouds.size > 0 || [...locks.values()].some((lock) => lock.has(CLOUD));
  const stacks = declared.map((versions) => {
    const { name, services } = versions;
    const reserved = [...reservedEntry(PLATFORM, name, project), ...(brings ? cloudEntry(name, project, locks) : [])];
    return reserved.length === 0 ? versions : { ...versions, services: [...services, ...reserved] };
  });
  return { stacks, locks };
}

/** Lists the clouds alone. They follow no channel. */
export function cloudVersions(project: Project): FleetLocks {
  const { stacks, locks } = fleetVersions(project, undefined);
  return { stacks: stacks.map((stack) => ({ ...stack, services: stack.services.filter(({ name }) => name === CLOUD) })), locks };
}

/**
 * Marks the decisions about released images and reserved entries. Leaves out reserved entries that go with the pipeline, and those that stay
 * and that nobody named.
 */
export function shownDecisions(
  decisions: readonly Decision[],
  { fleet: { images }, selection: { services } }: Pick<Project, "fleet" | "selection">,
  resume: ReadonlySet<string> = new Set(),
): readonly Decision[] {
  const names = new Set(images.map(({ image }) => image.name));
  const isNews = ({ outcome }: Decision): boolean => outcome !== "removed" && (outcome !== "keep" || services.length + resume.size > 0);
  return decisions.flatMap((each): readonly Decision[] => {
    if (isReservedEntry(each.service)) return isNews(each) ? [{ ...each, isReserved: true }] : [];
    return [names.has(each.service) ? { ...each, isImage: true } : each];
  });
}

function versionsOf(on: StackFile, fleet: Fleet): StackVersions {
  const { stack } = on;
  const { name, tier, input } = stack;
  const services =
    input.retired === true
      ? []
      : [
          ...servicesOf(stack, fleet.services).map(({ service }) => ({ ...identityOf(service), ...sourceOf(service.input) })),
          ...stackImages(on, fleet).map((each) => ({
            name: each.name,
            release: each.name,
            isImage: true as const,
            ...sourceOf(each.input),
          })),
        ];
  return { name, tier, channel: channelOf(stack), movedFrom: movedFromOf(input.movedFrom), services };
}

/** Returns a reserved entry of a stack, if it travels. It has no release, so no image. */
const reservedEntry = (name: string, stack: string, { configs }: Project): readonly VersionedService[] =>
  configs?.get(stack)?.has(name) === true ? [{ name, release: name, image: "", imagesFrom: [], isReserved: true }] : [];

/** Returns the cloud of a stack, if it travels. An empty cloud without an entry has never had a resource. */
function cloudEntry(stack: string, project: Project, locks: ReadonlyMap<string, Lock>): readonly VersionedService[] {
  const isEmpty = project.clouds?.get(stack)?.isEmpty ?? true;
  return isEmpty && locks.get(stack)?.has(CLOUD) !== true ? [] : reservedEntry(CLOUD, stack, project);
}

/** Adds the released images that each service uses, and the services that ask for resources of the cloud. */
function withUses(versions: StackVersions, { stacks }: Model, { clouds }: Project): StackVersions {
  const models = new Map(stacks.find(({ name }) => name === versions.name)?.services.map((service) => [service.name, service]));
  const cloud = clouds?.get(versions.name)?.services;
  const usesOf = (name: string): readonly string[] => {
    const service = models.get(name);
    return service === undefined ? [] : imageUses(service).map(({ image }) => image.name);
  };
  return {
    ...versions,
    services: versions.services.map((each) => ({
      ...each,
      uses: usesOf(each.name),
      ...(cloud?.has(each.name) === true ? { usesCloud: true as const } : {}),
    })),
  };
}

const sourceOf = ({
  image,
  imagesFrom = [],
}: Pick<ImageInput, "image" | "imagesFrom">): Pick<VersionedService, "image" | "imagesFrom"> => ({
  image,
  imagesFrom,
});

/** Returns the lock of every stack that has one, also of stacks that no spec declares any more. A renamed stack has that of its old name. */
function locksOf({ workspace, locks }: Project, stacks: readonly StackVersions[]): ReadonlyMap<string, Lock> {
  const others = lockedStacks(workspace.tree).filter((stack) => !locks.has(stack));
  const all = new Map([...locks, ...others.map((stack) => [stack, readLock(workspace.tree, stack).lock] as const)]);
  for (const { name, movedFrom } of stacks) {
    const [former] = movedFrom.filter((stack) => all.has(stack));
    if (former !== undefined && (all.get(name)?.size ?? 0) === 0) all.set(name, all.get(former) ?? new Map());
  }
  return all;
}
