import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import type { Probe } from "./probes.ts";
import type { Port } from "./ports.ts";
import { command, optionalInteger } from "./schema-parts.ts";

/** The checks of a container, and their timings. */
export interface HealthInput<P extends string> {
  /**
   * The check that decides if the pod gets traffic.
   * @default a check of the first port by its protocol; a service without ports must give one
   */
  readonly readiness?: Probe<P>;
  /**
   * The check that decides if Kubernetes restarts the container. It must differ from readiness.
   * @default the first port accepts a connection; a service without ports must give one
   */
  readonly liveness?: Probe<P>;
  /** Seconds that the container may take to start, 1 to 3600. @default 150 */
  readonly startupSeconds?: number;
  /** Seconds between two checks, 1 to 300. @default 10 */
  readonly periodSeconds?: number;
  /** Seconds until a check counts as failed, 1 to 60. @default 2 */
  readonly timeoutSeconds?: number;
  /** Failed checks in a row until the pod counts as unhealthy, 1 to 100. @default 3 */
  readonly failureThreshold?: number;
}

export interface Health {
  readonly readiness: Probe | undefined;
  readonly liveness: Probe | undefined;
  readonly startupSeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

const probeSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("http"),
    port: z.string(),
    path: z.string().check(z.regex(/^\//, 'must start with "/"')),
    headers: z.record(z.string(), z.string()),
  }),
  z.strictObject({ kind: z.literal("grpc"), port: z.string(), service: z.optional(z.string()) }),
  z.strictObject({ kind: z.literal("tcp"), port: z.string() }),
  z.strictObject({ kind: z.literal("exec"), command: command }),
]);

export const healthSchema = z.strictObject({
  readiness: z.optional(probeSchema),
  liveness: z.optional(probeSchema),
  startupSeconds: optionalInteger(1, 3600),
  periodSeconds: optionalInteger(1, 300),
  timeoutSeconds: optionalInteger(1, 60),
  failureThreshold: optionalInteger(1, 100),
});

/** Adds the default checks, which follow from the first port, and the default timings. */
export function healthOf(input: HealthInput<string> = {}, first: Port | undefined): Health {
  const { readiness, liveness, ...numbers } = input;
  return {
    ...DEFAULTS.health,
    ...numbers,
    readiness: readiness ?? (first === undefined ? undefined : defaultProbe(first)),
    liveness: liveness ?? (first === undefined ? undefined : { kind: "tcp", port: first.name }),
  };
}

function defaultProbe({ name, protocol }: Port): Probe {
  if (protocol === "grpc") return { kind: "grpc", port: name, service: undefined };
  return protocol === "http" ? { kind: "http", port: name, path: DEFAULTS.httpPath, headers: {} } : { kind: "tcp", port: name };
}
