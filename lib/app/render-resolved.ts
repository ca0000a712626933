import type { Problem } from "../base/problem.ts";
import type { Model } from "../model/model.ts";
import { withServices } from "../model/need-ranges.ts";
import { lockPath } from "../render/layout.ts";
import { heldLock, withoutServices } from "../render/held-services.ts";
import { checkTree, type Rendered, type RenderOptions, renderTree } from "../render/render.ts";
import { formatLock } from "../render/format-lock.ts";
import { withAddresses } from "../resolve/lock-addresses.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { invalidSpec } from "../workspace/invalid-spec.ts";
import { behindIn, type Project } from "../workspace/project.ts";
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
  /** The services that stay as they are committed, and their problems. */
  readonly held: Rendered["held"];
}

/**
 * Renders a resolution.
 * @param onProblem `hold` leaves out each service with a problem, so that it stays as it is committed; `refuse` throws
 * @throws UserError INVALID_SPEC for problems of rendered objects
 */
export function renderResolved(project: Project, resolved: ReadonlyMap<string, Lock>, onProblem: "hold" | "refuse"): ResolvedTree {
  const { model, locks: next } = versionedPart(project, resolved);
  const hold = onProblem === "hold" ? project.locks : undefined;
  const behind = behindIn(project, next);
  const { tree, problems, warnings, held } = renderTree(model, next, { ...optionsOf(project, model), hold, behind });
  if (problems.length > 0) throw invalidSpec(problems);
  const owned = withoutServices(ownedBy(project.scope, project.model), held.services, behind);
  const locks = new Map(
    [...next].map(([stack, lock]) => [stack, heldLock(lock, project.locks.get(stack) ?? new Map(), held.services.get(stack))]),
  );
  if (project.selection.services.length === 0) return { tree, owned, warnings, model, locks, held };
  const lockFiles = new Map(
    model.stacks.map((stack) => [lockPath(stack.name), formatLock(withAddresses(stack, locks.get(stack.name) ?? new Map()))]),
  );
  return {
    tree: new Map([...tree, ...lockFiles]),
    owned: (path) => owned(path) || lockFiles.has(path),
    warnings,
    model,
    locks,
    held,
  };
}

/** A resolution that was checked, and not rendered. */
interface CheckedTree extends Pick<Rendered, "held" | "paths" | "warnings"> {
  /** True for paths that the tree owns. */
  readonly owned: (path: string) => boolean;
}

/** Refuses and holds as `renderResolved` does, in a third of the time. @throws UserError INVALID_SPEC */
export function checkResolved(project: Project, resolved: ReadonlyMap<string, Lock>): CheckedTree {
  const { model, locks } = versionedPart(project, resolved);
  const behind = behindIn(project, locks);
  const { problems, warnings, held, paths } = checkTree(model, locks, { ...optionsOf(project, model), hold: project.locks, behind });
  if (problems.length > 0) throw invalidSpec(problems);
  return { held, paths, warnings, owned: withoutServices(ownedBy(project.scope, project.model), held.services, behind) };
}

/** Returns the services that have a version. A service without one renders nothing, and its decision says so. */
function versionedPart({ model }: Project, resolved: ReadonlyMap<string, Lock>): Pick<ResolvedTree, "model" | "locks"> {
  const locks = new Map(model.stacks.map(({ name }) => [name, resolved.get(name) ?? new Map<string, LockEntry>()] as const));
  const stacks = model.stacks.map((stack) =>
    withServices(
      stack,
      stack.services.filter(({ name }) => locks.get(stack.name)?.has(name)),
    ),
  );
  return { model: { ...model, stacks }, locks };
}

const optionsOf = ({ model, kept, selection, scope, policies }: Project, versioned: Model): RenderOptions => ({
  services: scope.services.length > 0 ? scope.services : undefined,
  partial: !isEverything(selection) || serviceCount(versioned) < serviceCount(model),
  kept,
  policies,
});

const serviceCount = ({ stacks }: Model): number => stacks.reduce((sum, { services }) => sum + services.length, 0);
