import { lockPath } from "../render/layout.ts";
import { renderTree } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { formatLock } from "../render/format-lock.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import type { Model } from "../model/model.ts";
import { invalid } from "../workspace/load-fleet.ts";
import { ownedBy, type Project, type Selection } from "../workspace/project.ts";

/** The tree with what was resolved. */
export interface ResolvedTree {
  readonly tree: Tree;
  /** What of the disk it speaks for. */
  readonly owned: (path: string) => boolean;
  /** What it was rendered from: services that have a version, and the lines of all of them. */
  readonly model: Model;
  readonly locks: ReadonlyMap<string, Lock>;
}

/** Renders the resolved versions. @throws UserError INVALID_SPEC for problems that only show in the objects */
export function renderResolved({ model, kept }: Project, resolved: ReadonlyMap<string, Lock>, selection: Selection): ResolvedTree {
  const { services } = selection;
  const some = services.length > 0;
  const next = new Map(model.stacks.map(({ name }) => [name, resolved.get(name) ?? new Map<string, LockEntry>()] as const));
  // A service without any version yet has nothing to render; its decision says so, and the others go on.
  const stacks = model.stacks.map((stack) => ({
    ...stack,
    services: stack.services.filter(({ name }) => next.get(stack.name)?.has(name)),
  }));
  const from = { model: { ...model, stacks }, locks: next };
  const { tree, problems } = renderTree(from.model, next, { services: some ? services : undefined, kept });
  if (problems.length > 0) throw invalid(problems);
  if (!some) return { tree, owned: ownedBy(selection, model), ...from };
  const lockFiles = new Map([...next].map(([stack, lock]) => [lockPath(stack), formatLock(lock)]));
  const owned = ownedBy(selection, model);
  return { tree: new Map([...tree, ...lockFiles]), owned: (path) => owned(path) || lockFiles.has(path), ...from };
}
