import { type CompileProblem, isOfService } from "../compile/problems/compile-problem.ts";
import type { Problem } from "../base/problem.ts";
import type { Lock } from "../resolve/lock.ts";
import { entryOfPath } from "./layout.ts";

/** The thing whose problem holds a service. */
export type HeldBy = "objects" | "version";

/** Stack -> the services that stay as they are committed, because of a problem. */
export type HeldServices = ReadonlyMap<string, ReadonlyMap<string, HeldBy>>;

/** Services that stay, and their problems. */
export interface HeldPart {
  readonly services: HeldServices;
  readonly problems: readonly Problem[];
}

/** Joins two parts. */
export function joinHeld(a: HeldPart, b: HeldPart): HeldPart {
  const stacks = new Set([...a.services.keys(), ...b.services.keys()]);
  return {
    services: new Map([...stacks].map((stack) => [stack, new Map([...(a.services.get(stack) ?? []), ...(b.services.get(stack) ?? [])])])),
    problems: [...a.problems, ...b.problems],
  };
}

/** Collects the services that the problems belong to. Problems of a stack as a whole hold no service. */
export function heldServices(problems: readonly CompileProblem[]): HeldServices {
  const held = new Map<string, Map<string, HeldBy>>();
  for (const { origin } of problems.filter(isOfService)) {
    if (!("stack" in origin)) continue;
    const { kind, stack, service } = origin;
    const ofStack = held.get(stack) ?? new Map<string, HeldBy>();
    held.set(stack, ofStack.set(service, ofStack.get(service) === "objects" || kind !== "lock-entry" ? "objects" : "version"));
  }
  return held;
}

/** Returns a lock in which the held services keep the entries that they had. */
export function heldLock(lock: Lock, before: Lock, held: ReadonlyMap<string, HeldBy> = new Map()): Lock {
  if (held.size === 0) return lock;
  const others = [...lock].filter(([name]) => !held.has(name));
  return new Map([...others, ...[...before].filter(([name]) => held.has(name))]);
}

/** Stack -> services. */
type ServicesByStack = ReadonlyMap<string, { readonly has: (service: string) => boolean }>;

/** True if a path below the generated root is a file of one of the services. The platform counts as one. */
export const isFileOf = (path: string, services: ServicesByStack): boolean =>
  services.get(path.split("/")[0] ?? "")?.has(entryOfPath(path) ?? "") === true;

/** Returns a test for paths below the generated root that leaves out the files of services that stay. */
export const withoutServices =
  (owned: (path: string) => boolean, ...stay: readonly ServicesByStack[]): ((path: string) => boolean) =>
  (path) =>
    owned(path) && !stay.some((services) => isFileOf(path, services));
