import { randomUUID } from "node:crypto";
import { UserError } from "../base/user-error.ts";
import type { Writer } from "../releases/record.ts";

/** The environment variable that replaces the clock. It is for tests: with it, a test can let the time of a soak pass. */
const CLOCK = "FAIRLEAD_NOW";

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

/** Returns the clock of this machine, and random write ids. @throws UserError USAGE if FAIRLEAD_NOW is malformed */
export function systemWriter(env: Readonly<Record<string, string | undefined>>): Writer {
  const fixed = env[CLOCK] || undefined;
  if (fixed !== undefined && (!RFC_3339.test(fixed) || Number.isNaN(Date.parse(fixed)))) {
    const hint = `unset ${CLOCK}; it replaces the clock in tests only`;
    throw new UserError("USAGE", `${CLOCK} is "${fixed}"; it must be a time in UTC such as 2026-12-24T18:00:00Z`, { hint });
  }
  const now = (): string => (fixed === undefined ? new Date() : new Date(fixed)).toISOString();
  return { now, writeId: () => randomUUID() };
}
