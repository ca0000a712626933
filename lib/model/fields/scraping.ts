import * as z from "zod/mini";
import { absolutePath, optionalInteger } from "./schema-parts.ts";

/** The metrics of a service in the format of Prometheus. The stack's `monitoring` scrapes them. */
export interface MetricsInput<P extends string> {
  /** The name of an `http` port. */
  readonly port: P;
  /** The path, starting with "/". @default "/metrics" */
  readonly path?: string;
  /** Seconds between two scrapes, 5 to 3600. @default 30 */
  readonly intervalSeconds?: number;
}

/** The metrics with every default. */
export interface Metrics {
  /** Undefined only before the rules have checked the service. */
  readonly port: string | undefined;
  readonly path: string;
  readonly intervalSeconds: number;
}

export const metricsSchema = z.strictObject({
  port: z.string(),
  path: z.optional(absolutePath),
  intervalSeconds: optionalInteger(5, 3600),
});

export const metricsOf = (input: Partial<MetricsInput<string>> | undefined): Metrics | undefined =>
  input === undefined ? undefined : { port: undefined, path: "/metrics", intervalSeconds: 30, ...input };
