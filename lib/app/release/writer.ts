import { randomUUID } from "node:crypto";
import type { Writer } from "../../releases/record.ts";

/** The clock and the names of writes, from the outside. */
export const WRITER: Writer = { now: () => new Date().toISOString(), writeId: () => randomUUID() };
