import { datastoreOf } from "../model/config.ts";
import { applicationPath, applicationsDirectory } from "../compile/generated-paths.ts";
import { CLOUD } from "../model/object-names.ts";
import { localDirectory } from "../releases/backends.ts";
import { readNamedRecords } from "../releases/named-records.ts";
import { pointerName, releaseName } from "../releases/names.ts";
import type { Pointer } from "../releases/pointer.ts";
import { type Channel, inParallel, readChannel } from "../releases/read.ts";
import { recordProblem } from "../releases/record-problem.ts";
import type { Store } from "../releases/store.ts";
import { adoptedReleases } from "../resolve/adopted-releases.ts";
import type { CasesInput } from "../resolve/cases.ts";
import type { Gate } from "../resolve/gate.ts";
import { type DatastorePlace, historyQuestions } from "../resolve/history-questions.ts";
import type { HistoryQuestion } from "../resolve/history.ts";
import type { Pass } from "../resolve/travel/pass.ts";
import type { Resolution, ResolveInput } from "../resolve/resolve.ts";
import type { Project } from "../workspace/project.ts";
import { isSelected } from "../workspace/selection.ts";
import type { AppContext } from "./context.ts";
import { type DatastoreOptions, openProjectDatastore } from "./datastore.ts";
import { type BroughtUp, fleetVersions, shownDecisions } from "./fleet-versions.ts";
import { refuseEmptyChannels } from "./refuse-empty-channels.ts";
import { resolveHealthy } from "./resolve-healthy.ts";
import { travelOf } from "./travel-of.ts";
import { refuseLeftOut } from "./refuse-left-out.ts";
import { refuseLost } from "./refuse-lost.ts";
import { refuseRenamed } from "./refuse-renamed.ts";

export interface ResolveRequest extends DatastoreOptions {
  /** `<stack>/<service>`: only these pairs are decided, and each passes its hold. @default every selected pair, none passes its hold */
  readonly resume?: ReadonlySet<string>;
  /** The pass of the selected services through the pipeline. @default none */
  readonly pass?: Pass | undefined;
  /** The clouds that another job brought up. @default this run brings up every cloud */
  readonly clouds?: BroughtUp | undefined;
  /** The gates, in order. @default GATES */
  readonly gates?: readonly Gate[] | undefined;
}

/** The decisions, and the channels that they follow. */
export interface ProjectResolution extends Resolution {
  /** Name -> channel: every channel that a stack follows. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** Decides again, if only these clouds are up. It reads nothing. */
  readonly withClouds: (clouds: BroughtUp) => Resolution;
}

/** Decides which release each stack runs, from channels, locks and history. @throws UserError INVALID_SPEC, REFUSED, DATASTORE, GIT */
export async function resolveProject(context: AppContext, project: Project, request: ResolveRequest): Promise<ProjectResolution> {
  const { workspace, fleet, selection } = project;
  const { resume = new Set<string>(), gates } = request;
  const [state] = await Promise.all([workspace.history.state(), refuseLeftOut(workspace, { needsGit: true })]);
  if (state === "none") context.onEvent({ kind: "no-history", root: workspace.opsRoot });
  const { stacks, locks } = fleetVersions(project, request.clouds);
  const selects = (stack: string, service: string): boolean =>
    resume.size > 0 ? resume.has(`${stack}/${service}`) : isSelected(selection, stack, service);
  const store = await openProjectDatastore(context, request, workspace.root, datastoreOf(fleet.config));
  const channels = new Map<string, Channel>();
  const names = [...new Set(stacks.map(({ channel }) => channel))];
  await inParallel(names, async (name) => void channels.set(name, await readChannel(store, name)));
  await refuseEmptyChannels(store, { stacks, locks, channels, selects, files: fleet.stacks });
  const now = context.writer.now();
  const travel = await travelOf(project, locks, { now, isCommitted: state === "whole", pass: request.pass, clouds: request.clouds });
  const versions = { stacks, locks, channels, now, resume, isDeployed: deployedIn(project), ...(travel === undefined ? {} : { travel }) };
  // The stacks before a stack decide about it, so a pipeline reads what it needs for every pair.
  const asked = travel === undefined ? { ...versions, selects } : versions;
  const known = { ...asked, brokenRecords: await brokenRecords(store, adoptedReleases(asked)) };
  // Before the first commit, no stack was taken off a release.
  const history = state === "whole" ? await historyOf(project, known, await datastorePlace(store, project)) : new Map<string, never>();
  const { resolution, withClouds } = await resolveHealthy(context, workspace, { ...known, selects, history }, gates);
  const named = (found: Resolution): Resolution => ({ ...found, decisions: shownDecisions(found.decisions, project, resume) });
  return { ...named(resolution), channels, withClouds: (clouds) => named(withClouds(clouds)) };
}

/** Returns a test for services that the generated tree has. Images and clouds have no files, so they count as deployed. */
function deployedIn({ workspace, fleet }: Project): CasesInput["isDeployed"] {
  const images = new Set(fleet.images.map(({ image }) => image.name));
  const directories = fleet.stacks.map(({ stack }) => applicationsDirectory(stack.name));
  const deployed = new Set(directories.flatMap((place) => workspace.tree.filesIn(place).map((name) => `${place}/${name}`)));
  return (stack, service) => service === CLOUD || images.has(service) || deployed.has(applicationPath(stack, service));
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
