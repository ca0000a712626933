import type { Problem } from "../base/problem.ts";
import type { Model } from "../model/model.ts";
import { lockPath } from "../render/layout.ts";
import { checkTree, type RenderOptions, renderTree } from "../render/render.ts";
import { formatLock } from "../render/format-lock.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { invalidSpec } from "../workspace/invalid-spec.ts";
import type { Project } from "../workspace/project.ts";
import { isEverything, ownedBy } from "../workspace/selection.ts";
import type { OwnedTree } from "./write-rendered.ts";

/** The tree that a resolution renders to. */
export interface ResolvedTree extends OwnedTree {
  /** Findings that do not stop the run. */
  readonly warnings: readonly Problem[];
  /** The services that have a version. */
  readonly model: Model;
  /** Stack -> its next lock. */
  readonly locks: ReadonlyMap<string, Lock>;
}

/** Renders a resolution. @throws UserError INVALID_SPEC for problems of rendered objects */
export function renderResolved(project: Project, resolved: ReadonlyMap<string, Lock>): ResolvedTree {
  const from = versionedPart(project, resolved);
  const { tree, problems, warnings } = renderTree(from.model, from.locks, optionsOf(project, from.model));
  if (problems.length > 0) throw invalidSpec(problems);
  const owned = ownedBy(project.scope, project.model);
  if (project.selection.services.length === 0) return { tree, owned, warnings, ...from };
  const lockFiles = new Map([...from.locks].map(([stack, lock]) => [lockPath(stack), formatLock(lock)]));
  return { tree: new Map([...tree, ...lockFiles]), owned: (path) => owned(path) || lockFiles.has(path), warnings, ...from };
}

/** Refuses the same trees as `renderResolved`, in a third of the time. @throws UserError INVALID_SPEC */
export function checkResolved(project: Project, resolved: ReadonlyMap<string, Lock>): void {
  const { model, locks } = versionedPart(project, resolved);
  const problems = checkTree(model, locks, optionsOf(project, model));
  if (problems.length > 0) throw invalidSpec(problems);
}

/** Returns the services that have a version. A service without one renders nothing, and its decision says so. */
function versionedPart({ model }: Project, resolved: ReadonlyMap<string, Lock>): Pick<ResolvedTree, "model" | "locks"> {
  const locks = new Map(model.stacks.map(({ name }) => [name, resolved.get(name) ?? new Map<string, LockEntry>()] as const));
  const stacks = model.stacks.map((stack) => ({
    ...stack,
    services: stack.services.filter(({ name }) => locks.get(stack.name)?.has(name)),
  }));
  return { model: { ...model, stacks }, locks };
}

const optionsOf = ({ model, kept, selection, scope }: Project, versioned: Model): RenderOptions => ({
  services: scope.services.length > 0 ? scope.services : undefined,
  partial: !isEverything(selection) || serviceCount(versioned) < serviceCount(model),
  kept,
});

const serviceCount = ({ stacks }: Model): number => stacks.reduce((sum, { services }) => sum + services.length, 0);
