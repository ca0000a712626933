import * as z from "zod/mini";
import { integer } from "./schema-parts.ts";

/** Sends all connections of a client to one pod. Kubernetes tells clients by their address. */
export interface SessionAffinity {
  /** Seconds after the last connection until the client may get another pod, 1 to 86400. */
  readonly seconds: number;
}

export const sessionAffinitySchema = z.strictObject({ seconds: integer(1, 86_400) });
