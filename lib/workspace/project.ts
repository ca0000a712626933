import { suggestion } from "../base/suggestion.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lock } from "../resolve/lock.ts";
import { GENERATED_ROOT, lockPath, serviceOfPath } from "../render/layout.ts";
import { renderTree } from "../render/render.ts";
import type { KeptObject, Tree } from "../render/tree.ts";
import { parseLock } from "../render/versions.ts";
import type { Workspace } from "./tree/atomic-swap.ts";
import { checkFleet } from "../model/check/check-fleet.ts";
import type { Fleet } from "../model/fleet.ts";
import type { Model } from "../model/model.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import { UserError } from "../base/user-error.ts";
import { componentsOf, type ComponentState, isOfComponent, keptObjects } from "./components.ts";
import { invalid, loadFleet } from "./load-fleet.ts";
import { findRoot } from "./root.ts";

/** What a run looks at; empty means everything. */
export interface Selection {
  readonly stacks: readonly string[];
  readonly services: readonly string[];
}

export const EVERYTHING: Selection = { stacks: [], services: [] };

/** A project whose specs and locks are sound. */
export interface Project {
  readonly root: string;
  readonly workspace: Workspace;
  readonly fleet: Fleet;
  readonly model: Model;
  readonly locks: ReadonlyMap<string, Lock>;
  /**
   * The components that a run has in view, and what is generated of them. A component belongs to its stack as a whole: with services
   * selected, there are none.
   */
  readonly components: readonly ComponentState[];
  /** Stack -> what its components have rendered, in view or not: it stands in the same cluster. */
  readonly kept: ReadonlyMap<string, readonly KeptObject[]>;
}

/** A project and what it renders to. */
export interface RenderedProject extends Project {
  readonly tree: Tree;
  /** Whether the selection speaks for a path of the tree. */
  readonly owned: (path: string) => boolean;
}

export const workspaceOf = (root: string): Workspace => ({ root: join(root, GENERATED_ROOT), scratch: join(root, ".fairlead") });

/** Loads a project and applies every rule. @throws UserError NO_PROJECT, NOT_FOUND, INVALID_SPEC with all problems */
export async function openProject(cwd: string, selection: Selection = EVERYTHING): Promise<Project> {
  const { project, problems } = await inspectProject(cwd, selection);
  if (problems.length > 0) throw invalid(problems);
  return project;
}

/** The same, rendered. @throws UserError as `openProject`, and for what only shows in the objects */
export async function renderProject(cwd: string, selection: Selection = EVERYTHING): Promise<RenderedProject> {
  const { project, problems } = await inspectProject(cwd, selection);
  const services = selection.services.length === 0 ? undefined : selection.services;
  const model = problems.length === 0 ? project.model : soundPart(project.model, problems);
  const rendered = renderTree(model, project.locks, { services, kept: project.kept });
  const all = uniqueProblems([...problems, ...rendered.problems]);
  if (all.length > 0) throw invalid(all);
  return { ...project, tree: rendered.tree, owned: ownedBy(selection, project.model) };
}

async function inspectProject(
  cwd: string,
  selection: Selection,
): Promise<{ readonly project: Project; readonly problems: readonly Problem[] }> {
  const root = findRoot(cwd);
  const fleet = await loadFleet(root);
  checkSelection(fleet, selection);
  const { model, problems } = checkFleet(fleet, selection.stacks.length === 0 ? undefined : selection.stacks);
  const all = [...problems];
  const locks = new Map<string, Lock>();
  for (const { name } of model.stacks) {
    const { lock, problems: found } = readLock(root, name);
    all.push(...found);
    locks.set(name, lock);
  }
  const workspace = workspaceOf(root);
  const states = await componentsOf({ root, fleet, model }, workspace.root);
  const components = selection.services.length === 0 ? states : [];
  return { project: { root, workspace, fleet, model, locks, components, kept: keptObjects(states) }, problems: uniqueProblems(all) };
}

/** What can be looked at further although something is wrong: so that a person sees all problems at once. */
function soundPart(model: Model, problems: readonly Problem[]): Model {
  const broken = new Set(problems.map(({ file }) => file));
  const stacks = model.stacks.filter(({ name, file }) => !broken.has(file) && !broken.has(`${GENERATED_ROOT}/${lockPath(name)}`));
  return { ...model, stacks: stacks.map((stack) => ({ ...stack, services: stack.services.filter(({ file }) => !broken.has(file)) })) };
}

export function readLock(root: string, stack: string): { readonly lock: Lock; readonly problems: readonly Problem[] } {
  const file = `${GENERATED_ROOT}/${lockPath(stack)}`;
  const path = join(root, file);
  return existsSync(path) ? parseLock(readFileSync(path, "utf8"), file) : { lock: new Map(), problems: [] };
}

function checkSelection(fleet: Fleet, { stacks, services }: Selection): void {
  const known = {
    stack: fleet.stacks.map(({ stack }) => stack.name),
    service: fleet.services.map(({ service }) => service.name),
  };
  for (const [what, names] of [
    ["stack", stacks],
    ["service", services],
  ] as const) {
    for (const name of names) {
      if (!known[what].includes(name)) {
        throw new UserError("NOT_FOUND", `there is no ${what} "${name}"${suggestion(name, known[what])}`, { path: `${what}s/${name}.ts` });
      }
    }
  }
}

/** Whether a selection has a path below the generated root in view. */
export function selectedBy({ stacks, services }: Selection): (path: string) => boolean {
  if (stacks.length === 0 && services.length === 0) return () => true;
  return (path) => {
    const [stack = ""] = path.split("/");
    const service = serviceOfPath(path) ?? "";
    return (stacks.length === 0 || stacks.includes(stack)) && (services.length === 0 || services.includes(service));
  };
}

/** Whether a run with that selection speaks for a path: it has it in view, and it is no component's, which the engine alone makes. */
export function ownedBy(selection: Selection, model: Model): (path: string) => boolean {
  const [selected, kept] = [selectedBy(selection), isOfComponent(model)];
  return (path) => selected(path) && !kept(path);
}
