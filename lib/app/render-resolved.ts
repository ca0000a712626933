import type { Model } from "../model/model.ts";
import { lockPath } from "../render/layout.ts";
import { renderTree } from "../render/render.ts";
import { formatLock } from "../render/versions.ts";
import type { Lock, LockEntry } from "../resolve/lock.ts";
import { invalidSpec } from "../workspace/invalid-spec.ts";
import type { Project } from "../workspace/project.ts";
import { ownedBy } from "../workspace/selection.ts";
import type { OwnedTree } from "./write-rendered.ts";

/** The tree that a resolution renders to. */
export interface ResolvedTree extends OwnedTree {
  /** The services that have a version. */
  readonly model: Model;
  /** Stack -> its next lock. */
  readonly locks: ReadonlyMap<string, Lock>;
}

/** Renders a resolution. @throws UserError INVALID_SPEC for problems of rendered objects */
export function renderResolved({ model, kept, selection }: Project, resolved: ReadonlyMap<string, Lock>): ResolvedTree {
  const { services } = selection;
  const some = services.length > 0;
  const next = new Map(model.stacks.map(({ name }) => [name, resolved.get(name) ?? new Map<string, LockEntry>()] as const));
  // A service without a version renders nothing. Its decision says so.
  const stacks = model.stacks.map((stack) => ({
    ...stack,
    services: stack.services.filter(({ name }) => next.get(stack.name)?.has(name)),
  }));
  const from = { model: { ...model, stacks }, locks: next };
  const { tree, problems } = renderTree(from.model, next, { services: some ? services : undefined, kept });
  if (problems.length > 0) throw invalidSpec(problems);
  const owned = ownedBy(selection, model);
  if (!some) return { tree, owned, ...from };
  const lockFiles = new Map([...next].map(([stack, lock]) => [lockPath(stack), formatLock(lock)]));
  return { tree: new Map([...tree, ...lockFiles]), owned: (path) => owned(path) || lockFiles.has(path), ...from };
}
