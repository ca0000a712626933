import { hostname } from "node:os";
import { isRecord } from "../base/values.ts";
import { readIfExists } from "./if-exists.ts";

/** The process that holds a lock file. Its number may be of another pid namespace, so it only serves messages. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** Time at which it got the lock, in ISO 8601. */
  readonly since: string;
}

export const thisProcess = (): LockHolder => ({ pid: process.pid, host: hostname(), since: new Date().toISOString() });

export const formatHolder = (holder: LockHolder): string => JSON.stringify(holder);

/** Reads the holder from a lock file; undefined while it writes its name. */
export function readHolder(path: string): LockHolder | undefined {
  const value = parseJson(readIfExists(path) ?? "");
  if (!isRecord(value)) return undefined;
  const { pid, host, since } = value;
  return typeof pid === "number" && typeof host === "string" && typeof since === "string" ? { pid, host, since } : undefined;
}

/** Returns a holder as messages name it: `process 4711 on build-7, since 2026-01-01T00:00:00Z`. */
export const describeHolder = (holder: LockHolder | undefined): string =>
  holder === undefined ? "another process" : `process ${holder.pid} on ${holder.host}, since ${holder.since}`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
