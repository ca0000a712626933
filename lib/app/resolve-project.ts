import { datastoreOf } from "../model/config.ts";
import type { ImageInput } from "../model/image-spec.ts";
import type { Model } from "../model/model.ts";
import { imageUses } from "../model/images-of.ts";
import { identityOf } from "../model/effective.ts";
import { type Fleet, servicesOf, type StackFile } from "../model/fleet.ts";
import { isReservedEntry, RESERVED_ENTRIES } from "../model/reserved-entries.ts";
import { channelOf } from "../model/stack.ts";
import { movedFromOf } from "../model/stack-fields/moved-from.ts";
import { stackImages } from "../model/check/stack-images.ts";
import { localDirectory } from "../releases/backends.ts";
import { readNamedRecords } from "../releases/named-records.ts";
import { pointerName, releaseName } from "../releases/names.ts";
import type { Pointer } from "../releases/pointer.ts";
import { type Channel, inParallel, readChannel } from "../releases/read.ts";
import { recordProblem } from "../releases/record-problem.ts";
import type { Store } from "../releases/store.ts";
import { adoptedReleases } from "../resolve/adopted-releases.ts";
import type { CasesInput } from "../resolve/cases.ts";
import type { Gate, StackVersions, VersionedService } from "../resolve/gate.ts";
import type { Decision } from "../resolve/decision.ts";
import { type DatastorePlace, historyQuestions } from "../resolve/history-questions.ts";
import type { Lock } from "../resolve/lock.ts";
import type { HistoryQuestion } from "../resolve/history.ts";
import type { Pass } from "../resolve/travel/pass.ts";
import { type Resolution, type ResolveInput, resolveFleet } from "../resolve/resolve.ts";
import { wavesInQuestion } from "../resolve/travel/checked-pairs.ts";
import { applicationPath, applicationsDirectory } from "../compile/generated-paths.ts";
import { lockedStacks } from "../workspace/locked-releases.ts";
import type { Project } from "../workspace/project.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { readLock } from "../workspace/read-lock.ts";
import { isSelected } from "../workspace/selection.ts";
import type { AppContext } from "./context.ts";
import { type DatastoreOptions, openProjectDatastore } from "./datastore.ts";
import { refuseEmptyChannels } from "./refuse-empty-channels.ts";
import { takenBack } from "./health/taken-back.ts";
import { unhealthyWaves } from "./health/unhealthy-waves.ts";
import { travelOf } from "./travel-of.ts";
import { refuseLeftOut } from "./refuse-left-out.ts";
import { refuseLost } from "./refuse-lost.ts";
import { refuseRenamed } from "./refuse-renamed.ts";

export interface ResolveRequest extends DatastoreOptions {
  /** `<stack>/<service>`: only these pairs are decided, and each passes its hold. @default every selected pair, none passes its hold */
  readonly resume?: ReadonlySet<string>;
  /** The pass of the selected services through the pipeline. @default none */
  readonly pass?: Pass | undefined;
  /** The gates, in order. @default GATES */
  readonly gates?: readonly Gate[] | undefined;
}

/** The decisions, and the channels that they follow. */
export interface ProjectResolution extends Resolution {
  /** Name -> channel: every channel that a stack follows. */
  readonly channels: ReadonlyMap<string, Channel>;
}

/** Decides which release each stack runs, from channels, locks and history. @throws UserError INVALID_SPEC, REFUSED, DATASTORE, GIT */
export async function resolveProject(context: AppContext, project: Project, request: ResolveRequest): Promise<ProjectResolution> {
  const { workspace, fleet, selection } = project;
  const { resume = new Set<string>(), gates } = request;
  const [state] = await Promise.all([workspace.history.state(), refuseLeftOut(workspace, { needsGit: true })]);
  if (state === "none") context.onEvent({ kind: "no-history", root: workspace.opsRoot });
  const stacks = fleet.stacks.map((on) => withReserved(withUses(versionsOf(on, fleet), project.whole), project));
  const locks = locksOf(project, stacks);
  const selects = (stack: string, service: string): boolean =>
    resume.size > 0 ? resume.has(`${stack}/${service}`) : isSelected(selection, stack, service);
  const store = await openProjectDatastore(context, request, workspace.root, datastoreOf(fleet.config));
  const channels = new Map<string, Channel>();
  const names = [...new Set(stacks.map(({ channel }) => channel))];
  await inParallel(names, async (name) => void channels.set(name, await readChannel(store, name)));
  await refuseEmptyChannels(store, { stacks, locks, channels, selects, files: fleet.stacks });
  const now = context.writer.now();
  const travel = await travelOf(project, locks, { now, isCommitted: state === "whole", pass: request.pass });
  const versions = { stacks, locks, channels, now, resume, isDeployed: deployedIn(project), ...(travel === undefined ? {} : { travel }) };
  // The stacks before a stack decide about it, so a pipeline reads what it needs for every pair.
  const asked = travel === undefined ? { ...versions, selects } : versions;
  const known = { ...asked, brokenRecords: await brokenRecords(store, adoptedReleases(asked)) };
  // Before the first commit, no stack was taken off a release.
  const history = state === "whole" ? await historyOf(project, known, await datastorePlace(store, project)) : new Map<string, never>();
  const resolution = await resolveHealthy(context, workspace, { ...known, selects, history }, gates);
  return { ...resolution, decisions: shownDecisions(resolution.decisions, project, resume), channels };
}

/** Resolves the fleet. Reads the health of those waves only that decide, and resolves again if one is not healthy. */
async function resolveHealthy(
  { env, commitStates }: AppContext,
  { history }: Workspace,
  input: ResolveInput,
  gates: readonly Gate[] | undefined,
): Promise<Resolution> {
  const first = resolveFleet(input, gates);
  const { travel } = input;
  if (travel === undefined) return first;
  const unhealthy = await unhealthyWaves(wavesInQuestion(first.decisions, input, travel), input, travel, { env, commitStates });
  if (unhealthy.size === 0) return first;
  const health = { unhealthy, takenBack: await takenBack({ ...input, travel }, first.decisions, unhealthy, history) };
  return resolveFleet({ ...input, travel: { ...travel, ...health } }, gates);
}

/** Returns a test for services that the generated tree has. An image has no files, so it counts as deployed. */
function deployedIn({ workspace, fleet }: Project): CasesInput["isDeployed"] {
  const images = new Set(fleet.images.map(({ image }) => image.name));
  const directories = fleet.stacks.map(({ stack }) => applicationsDirectory(stack.name));
  const deployed = new Set(directories.flatMap((place) => workspace.tree.filesIn(place).map((name) => `${place}/${name}`)));
  return (stack, service) => images.has(service) || deployed.has(applicationPath(stack, service));
}

/**
 * Marks the decisions about released images and reserved entries. Leaves out reserved entries that go with the pipeline, and those that stay
 * and that nobody named.
 */
function shownDecisions(
  decisions: readonly Decision[],
  { fleet: { images }, selection: { services } }: Project,
  resume: ReadonlySet<string>,
): readonly Decision[] {
  const names = new Set(images.map(({ image }) => image.name));
  const isNews = ({ outcome }: Decision): boolean => outcome !== "removed" && (outcome !== "keep" || services.length + resume.size > 0);
  return decisions.flatMap((each): readonly Decision[] => {
    if (isReservedEntry(each.service)) return isNews(each) ? [{ ...each, isReserved: true }] : [];
    return [names.has(each.service) ? { ...each, isImage: true } : each];
  });
}

/** Reads the history of the pairs that it can change. @throws UserError REFUSED for lost entries and unnamed renames, GIT */
async function historyOf({ workspace, fleet }: Project, known: CasesInput, place: DatastorePlace): Promise<ResolveInput["history"]> {
  const { stacks, locks } = known;
  const read = (questions: readonly HistoryQuestion[]) => workspace.history.pairs(questions, locks);
  const fileOf = (stack: string): string => fleet.stacks.find((on) => on.stack.name === stack)?.file ?? "";
  const histories = await read(historyQuestions(known, place));
  refuseLost(histories, workspace);
  await refuseRenamed({ stacks, locks, read, fileOf });
  return histories;
}

/** Returns "repository" if the datastore is a directory of the repository, so that `git revert` reverts its pointers, too. */
async function datastorePlace({ url }: Store, { workspace }: Project): Promise<DatastorePlace> {
  const directory = localDirectory(url, workspace.root);
  return directory !== undefined && (await workspace.history.contains(directory)) ? "repository" : "elsewhere";
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

/** Adds the reserved entries of a stack that travel. They have no release, so no image. */
function withReserved(versions: StackVersions, { configs }: Project): StackVersions {
  const travelling = RESERVED_ENTRIES.filter((name) => configs?.get(versions.name)?.has(name));
  const entries = travelling.map((name): VersionedService => ({ name, release: name, image: "", imagesFrom: [], isReserved: true }));
  return { ...versions, services: [...versions.services, ...entries] };
}

/** Adds the released images that each service uses. */
function withUses(versions: StackVersions, { stacks }: Model): StackVersions {
  const models = new Map(stacks.find(({ name }) => name === versions.name)?.services.map((service) => [service.name, service]));
  const usesOf = (name: string): readonly string[] => {
    const service = models.get(name);
    return service === undefined ? [] : imageUses(service).map(({ image }) => image.name);
  };
  return { ...versions, services: versions.services.map((each) => ({ ...each, uses: usesOf(each.name) })) };
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

/** Reads the records of adopted releases. Lists those that are missing, unreadable, or contradict their pointer. */
async function brokenRecords(store: Store, adopted: readonly Pointer[]): Promise<ReadonlyMap<string, string>> {
  const records = await readNamedRecords(store, adopted);
  const broken = new Map<string, string>();
  for (const pointer of adopted) {
    const { service, release, channel } = pointer;
    const name = releaseName(service, release);
    const found = records.get(name);
    const problem =
      found === undefined
        ? `${name} is missing, though its channel names it`
        : "problem" in found
          ? found.problem
          : prefixed(pointerName(channel, service), recordProblem(pointer, found.value));
    if (problem !== undefined) broken.set(`${service}/${release}`, problem);
  }
  return broken;
}

const prefixed = (name: string, problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : `${name} ${problem}`;
