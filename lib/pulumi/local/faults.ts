import { setTimeout as sleep } from "node:timers/promises";

/** The kinds of failure that the local cloud can be told to have. */
export type FaultKind =
  /** The project may not have more of these. */
  | "quota"
  /** The account may not do this. */
  | "permission"
  /** The operation takes a minute, unless it is cancelled. */
  | "slow"
  /** The cloud does the work, and the answer takes a minute. */
  | "slow answer"
  /** The cloud does the work, and the answer does not arrive. */
  | "lost answer"
  /** The provider's process dies after the cloud did the work. */
  | "crash";

/** A failure of operations on some resources. */
export interface Fault {
  readonly kind: FaultKind;
  readonly operation: "create" | "read" | "update" | "delete";
  /** A part of the URN. */
  readonly urn: string;
}

/** The file of faults in the directory of a local cloud. */
export const FAULTS_FILE = "faults.json";

const SLOW_MS = 60_000;

/** Returns the words of the cloud for a refused operation. */
const REFUSALS: Readonly<Partial<Record<FaultKind, (id: string, operation: string) => string>>> = {
  quota: (id) => `googleapi: Error 429: Quota exceeded for ${id}, rateLimitExceeded`,
  permission: (id, operation) =>
    `googleapi: Error 403: Permission '${operation}' denied on resource '${id}' (or it may not exist)., forbidden`,
};

/** Runs an operation with the faults that are meant for it. */
export async function withFaults<T>(faults: readonly Fault[], id: string, signal: AbortSignal, work: () => T): Promise<T> {
  for (const { kind, operation } of faults) {
    const refusal = REFUSALS[kind]?.(id, operation);
    if (refusal !== undefined) throw new Error(refusal);
    if (kind === "slow") await sleep(SLOW_MS, undefined, { signal });
  }
  const result = work();
  const kinds = new Set(faults.map(({ kind }) => kind));
  if (kinds.has("slow answer")) await sleep(SLOW_MS, undefined, { signal });
  if (kinds.has("crash")) process.kill(process.pid, "SIGKILL");
  if (kinds.has("lost answer")) throw new Error(`Error waiting for ${id}: read tcp: connection reset by peer`);
  return result;
}

/** Returns the faults that are meant for an operation on a resource. */
export const faultsFor = (all: string | undefined, operation: Fault["operation"], urn: string): readonly Fault[] => {
  const faults: readonly Fault[] = all === undefined ? [] : JSON.parse(all);
  return faults.filter((fault) => fault.operation === operation && urn.includes(fault.urn));
};
