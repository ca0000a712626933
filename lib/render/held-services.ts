import type { CompileProblem } from "../compile/problems/compile-problem.ts";
import type { Lock } from "../resolve/lock.ts";
import { serviceOfPath } from "./layout.ts";

/** Stack -> the services that stay as they are committed, because one of their objects has a problem. */
export type HeldServices = ReadonlyMap<string, ReadonlySet<string>>;

/** Collects the services that the problems belong to. Problems of a stack as a whole hold no service. */
export function heldServices(problems: readonly CompileProblem[]): HeldServices {
  const held = new Map<string, Set<string>>();
  for (const { origin } of problems.filter(isOfService)) {
    if (!("stack" in origin)) continue;
    held.set(origin.stack, (held.get(origin.stack) ?? new Set()).add(origin.service));
  }
  return held;
}

/** True if a problem stops one service on one stack, and no other. */
export const isOfService = ({ origin, severity }: CompileProblem): boolean => "stack" in origin && severity !== "warning";

/** Returns a lock in which the held services keep the entries that they had. */
export function heldLock(lock: Lock, before: Lock, held: ReadonlySet<string> = new Set()): Lock {
  if (held.size === 0) return lock;
  const others = [...lock].filter(([name]) => !held.has(name));
  return new Map([...others, ...[...before].filter(([name]) => held.has(name))]);
}

/** Returns a test for paths below the generated root that leaves out the files of held services. */
export const withoutHeld =
  (owned: (path: string) => boolean, held: HeldServices): ((path: string) => boolean) =>
  (path) =>
    owned(path) && held.get(path.split("/")[0] ?? "")?.has(serviceOfPath(path) ?? "") !== true;
