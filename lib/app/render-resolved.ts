import { lockPath } from "../render/layout.ts";
import { renderTree } from "../render/render.ts";
import type { Tree } from "../render/tree.ts";
import { formatLock } from "../render/versions.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Model } from "../model/model.ts";
import { invalid } from "../workspace/specs/load-fleet.ts";
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

/** Renders what was resolved. @throws UserError INVALID_SPEC for what only shows in the objects */
export function renderResolved({ model, locks, kept }: Project, resolved: ReadonlyMap<string, Lock>, selection: Selection): ResolvedTree {
  const { services } = selection;
  const some = services.length > 0;
  // With --service only those lines move; all others stay as they are.
  const next = new Map(
    [...resolved].map(([stack, lock]) => {
      const others = some ? [...(locks.get(stack) ?? [])].filter(([service]) => !services.includes(service)) : [];
      return [stack, new Map([...others, ...lock])] as const;
    }),
  );
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
