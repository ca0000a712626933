import type { Fleet } from "../model/fleet.ts";
import { nameProblem } from "../model/names.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import type { ParsedLock } from "../render/parse-lock.ts";
import { addressRecord } from "../resolve/lock-addresses.ts";
import { readLock } from "./read-lock.ts";
import type { GeneratedTree } from "./workspace.ts";

/** Reads the lock of each stack of a fleet. A stack with an invalid name has none. */
export const readAllLocks = (tree: GeneratedTree, { stacks }: Fleet): ReadonlyMap<string, ParsedLock> =>
  new Map(
    stacks.flatMap(({ stack: { name } }) =>
      typeof name === "string" && nameProblem(name) === undefined ? [[name, readLock(tree, name)] as const] : [],
    ),
  );

/** Adds the addresses that locks record, so that the check of the specs decides no others. */
export const withRecorded = (fleet: Fleet, locks: ReadonlyMap<string, ParsedLock>): Fleet => ({
  ...fleet,
  recorded: new Map([...locks].map(([stack, { lock }]) => [stack, addressRecord(lock, `${GENERATED_ROOT}/${lockPath(stack)}`)])),
});
