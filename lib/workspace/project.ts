import { applicationsDirectory } from "../compile/generated-paths.ts";
import { CLOUD, PLATFORM } from "../model/object-names.ts";
import { isReservedEntry } from "../model/reserved-entries.ts";
import { configHashes } from "../compile/config-hashes.ts";
import { type CheckedModel, checkFleet } from "../model/check/check-fleet.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import { checkDatastore } from "../releases/check-datastore.ts";
import { reporterFor } from "../model/check/reporters.ts";
import type { Fleet } from "../model/fleet.ts";
import type { Model, StackModel } from "../model/model.ts";
import { withServices } from "../model/need-ranges.ts";
import { policiesOf } from "../policy/policy-file.ts";
import type { PolicyRun } from "../policy/policy-run.ts";
import { type BehindServices, behindServices } from "../render/behind-services.ts";
import { withoutServices } from "../render/held-services.ts";
import { renderTree } from "../render/render.ts";
import type { KeptObject, Tree } from "../render/tree.ts";
import { completeEntry, type Lock, type LockEntry } from "../resolve/lock.ts";
import type { FleetConfigs } from "../resolve/travel/fleet-travel.ts";
import { calledProblems, type ComponentState, keptObjects } from "./components.ts";
import { type FleetClouds, fleetClouds, withClouds } from "./fleet-clouds.ts";
import { invalidSpec } from "./invalid-spec.ts";
import { readAllLocks, withRecorded } from "./recorded-locks.ts";
import { CONFIG_FILE } from "./root.ts";
import { checkSelection, EVERYTHING, isEverything, ownedBy, type Selection, withInstances, withUsers } from "./selection.ts";
import type { Workspace } from "./workspace.ts";

/** A project whose specs and locks are valid. */
export interface Project {
  readonly workspace: Workspace;
  readonly selection: Selection;
  /** The selection, with the services whose files follow from it. */
  readonly scope: Selection;
  /** The whole fleet, as written. */
  readonly fleet: Fleet;
  /** The selected stacks. */
  readonly model: Model;
  /** Selected stack -> its lock. */
  readonly locks: ReadonlyMap<string, Lock>;
  /** The components of the selected stacks. If services are selected, it is empty: a component belongs to its stack as a whole. */
  readonly components: readonly ComponentState[];
  /** With a pipeline: every stack, because the stacks decide for each other. Otherwise the selected stacks. */
  readonly whole: Model;
  /** Stack -> service -> the hash of its present configuration, of the whole fleet. Undefined without a pipeline. */
  readonly configs: FleetConfigs | undefined;
  /** Stack -> its decided cloud, of the whole fleet. Undefined without a pipeline. */
  readonly clouds: FleetClouds | undefined;
  /** Stack -> the objects that its components rendered before; they are in the same cluster. */
  readonly kept: ReadonlyMap<string, readonly KeptObject[]>;
  /** The rules of the repository; undefined if the run applies none. */
  readonly policies: PolicyRun | undefined;
  /** Findings of policies about clouds that do not stop the run. */
  readonly cloudWarnings: readonly Problem[];
}

/** A project with its rendered tree. */
export interface RenderedProject extends Project {
  readonly tree: Tree;
  /** Findings that do not stop the run. */
  readonly warnings: readonly Problem[];
  /** True for paths that the tree owns. */
  readonly owned: (path: string) => boolean;
  /** The services that keep their committed files. */
  readonly behind: BehindServices;
}

export interface OpenOptions {
  /** True if the engine will render each component with a problem again, so that its files are not kept. @default false */
  readonly rendersComponents?: boolean;
  /** The reserved entries that the selection may name. @default all */
  readonly reserved?: readonly string[];
  /** The time at which exemptions from policies are judged. @default no policy is applied */
  readonly now?: string;
}

/** Loads a project and applies every rule. @throws UserError NOT_FOUND, INVALID_SPEC with all problems */
export async function openProject(workspace: Workspace, selection: Selection = EVERYTHING, options: OpenOptions = {}): Promise<Project> {
  const { project, problems } = await inspectProject(workspace, selection, options);
  if (problems.length > 0) throw invalidSpec(await withFurther(project, problems, undefined));
  return project;
}

/** Loads and renders a project. @throws UserError as `openProject`, and INVALID_SPEC for problems of rendered objects */
export async function renderProject(
  workspace: Workspace,
  selection: Selection = EVERYTHING,
  options: Pick<OpenOptions, "now"> = {},
): Promise<RenderedProject> {
  const { project, problems } = await inspectProject(workspace, selection, options);
  if (problems.length > 0) throw invalidSpec(await withFurther(project, problems, project.locks));
  const { scope, locks, kept, configs, policies } = project;
  const model = configs === undefined ? project.model : lockedPart(project.model, locks);
  const behind = behindIn(project, locks);
  const partial = !isEverything(selection) || configs !== undefined;
  const rendered = renderTree(model, locks, { services: servicesOf(scope), partial, kept, policies, behind });
  if (rendered.problems.length > 0) throw invalidSpec(rendered.problems);
  const warnings = [...rendered.warnings, ...policyWarnings(project)];
  return { ...project, tree: rendered.tree, warnings, owned: withoutServices(ownedBy(scope, model), behind), behind };
}

/** Lists the warnings of policies about clouds, and about exemptions. The objects of the project must be compiled. */
export const policyWarnings = ({ policies, cloudWarnings, selection }: Project): readonly Problem[] => [
  ...cloudWarnings,
  ...(policies?.exemptionWarnings({ sawEverything: isEverything(selection) }) ?? []),
];

/** Finds the services and platforms that keep their committed files with these locks. */
export const behindIn = (
  { workspace: { tree }, configs }: Pick<Project, "workspace" | "configs">,
  locks: Project["locks"],
): BehindServices => behindServices(locks, configs, (stack) => tree.filesIn(applicationsDirectory(stack)).includes(`${PLATFORM}.yaml`));

/** Leaves out services without a version. A pipeline brings them later, and their decisions say when. */
const lockedPart = (model: Model, locks: ReadonlyMap<string, Lock>): Model => ({
  ...model,
  stacks: model.stacks.map((stack) =>
    withServices(
      stack,
      stack.services.filter(({ name }) => locks.get(stack.name)?.has(name)),
    ),
  ),
});

/** Adds the problems that rendering finds. */
async function withFurther(
  project: Project,
  problems: readonly Problem[],
  locks: Project["locks"] | undefined,
): Promise<readonly Problem[]> {
  const { furtherProblems } = await import("./further-problems.ts");
  const { scope, kept } = project;
  // Without locks, versions are made up, and a policy may look at versions.
  const policies = locks && project.policies;
  return uniqueProblems([
    ...problems,
    ...furtherProblems({ ...project, problems }, locks, { services: servicesOf(scope), kept, policies }),
  ]);
}

const servicesOf = ({ services }: Selection): readonly string[] | undefined => (services.length === 0 ? undefined : services);

async function inspectProject(
  workspace: Workspace,
  requested: Selection,
  { rendersComponents = false, reserved, now }: OpenOptions,
): Promise<{ readonly project: Project; readonly problems: readonly Problem[] }> {
  const fleet = await workspace.specs.loadFleet();
  checkSelection(fleet, requested, reserved);
  const selection = withInstances(requested, fleet);
  const read = readAllLocks(workspace.tree, fleet);
  // A pipeline decides about the whole fleet, so all of it must be valid.
  const { model: whole, problems } = checkSpecs(
    withRecorded(fleet, read),
    selection.stacks.length === 0 || fleet.pipeline !== undefined ? undefined : selection.stacks,
  );
  const isChosen = ({ name }: StackModel): boolean => selection.stacks.length === 0 || selection.stacks.includes(name);
  const model = { ...whole, stacks: whole.stacks.filter(isChosen) };
  const all = [...problems];
  const locks = new Map<string, Lock>();
  for (const stack of model.stacks) {
    const { lock, problems: found } = read.get(stack.name) ?? { lock: new Map<string, LockEntry>(), problems: [] };
    all.push(...found);
    locks.set(stack.name, completeLock(lock, stack));
  }
  const states = await workspace.components(fleet, model);
  const components = selection.services.length === 0 ? states : [];
  if (!rendersComponents) all.push(...components.flatMap((state) => state.problems));
  all.push(...calledProblems(model, states));
  // If there are problems already, `furtherProblems` checks the parts of the fleet without one.
  if (all.length === 0) all.push(...(await ownResourceProblems(model)));
  const { policies, problems: wrongPolicies } = await policyRun(fleet, now);
  all.push(...wrongPolicies);
  // A cloud belongs to its stack as a whole, so a run for some services leaves it out.
  const judged =
    all.length > 0 || (selection.services.length > 0 && !selection.services.includes(CLOUD))
      ? undefined
      : policies?.checkClouds(model.stacks.filter(({ retired }) => !retired));
  all.push(...(judged?.problems ?? []));
  const travels = all.length === 0 && whole.pipeline !== undefined;
  const clouds = travels ? await fleetClouds(workspace.root, fleet, whole) : undefined;
  const configs = clouds === undefined ? undefined : withClouds(configHashes(whole), clouds);
  const project: Project = {
    workspace,
    selection,
    scope: withUsers(selection, model),
    fleet,
    model,
    locks,
    components,
    whole,
    configs,
    clouds,
    kept: keptObjects(states),
    policies,
    cloudWarnings: judged?.warnings ?? [],
  };
  return { project, problems: uniqueProblems(all) };
}

/** Checks what kinds of the user's repository ask the cloud for. Loads the clouds only for a fleet that has such a kind. */
async function ownResourceProblems({ stacks }: Model): Promise<readonly Problem[]> {
  const hasOwnKinds = stacks.some(({ services }) =>
    services.some(({ needs }) => Object.values(needs).some(({ kind }) => kind === "custom")),
  );
  if (!hasOwnKinds) return [];
  const { checkOwnResources } = await import("../cloud/check-own-resources.ts");
  return stacks.flatMap(checkOwnResources);
}

/** Checks the rules of the repository. Returns no run for rules with a problem, and if no policy is applied. */
async function policyRun(
  fleet: Fleet,
  now: string | undefined,
): Promise<{ readonly policies: PolicyRun | undefined; readonly problems: readonly Problem[] }> {
  const written = now === undefined ? [] : policiesOf(fleet);
  if (now === undefined || written.length === 0) return { policies: undefined, problems: [] };
  const [{ checkPolicies }, { PolicyRun: Run }] = await Promise.all([
    import("../policy/check-policies.ts"),
    import("../policy/policy-run.ts"),
  ]);
  const problems = checkPolicies(written);
  return { policies: problems.length > 0 ? undefined : new Run(written, now), problems };
}

/** Adds the channel and the image to entries that lack them: an earlier Fairlead or a person wrote them. */
function completeLock(lock: Lock, { services, images, channel }: StackModel): Lock {
  const specs = new Map([
    ...services.map(({ name, image }) => [name, image] as const),
    ...images.map(({ name, input }) => [name, input.image] as const),
  ]);
  const complete = (name: string, entry: LockEntry): LockEntry =>
    isReservedEntry(name) ? entry : completeEntry(entry, { channel, image: specs.get(name) });
  return new Map([...lock].map(([name, entry]) => [name, complete(name, entry)]));
}

/** Applies every rule about specs to a fleet, which may lack services or stacks. @param only the stacks of the model */
export function checkSpecs(fleet: Fleet, only?: readonly string[]): CheckedModel {
  const { model, problems } = checkFleet(fleet, only);
  const all = [...problems];
  checkDatastore(fleet.config, reporterFor(all, CONFIG_FILE));
  return { model, problems: uniqueProblems(all) };
}
