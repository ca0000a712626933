import { randomUUID } from "node:crypto";
import type { Writer } from "../releases/record.ts";

/** The clock of this machine, and random write ids. */
export const systemWriter: Writer = { now: () => new Date().toISOString(), writeId: () => randomUUID() };
