import * as z from "zod/mini";
import { DEFAULTS } from "../defaults.ts";
import { textSchema } from "./plain.ts";
import { type Check, type PlainCheck, type PlainProbe, sameCheck, textual } from "./probes.ts";
import type { Port } from "./ports.ts";
import { absolutePath, optionalInteger } from "./schema-parts.ts";
import { commandSchema } from "./words.ts";

/** The checks of a container, and their numbers. A check may have separate numbers: `http("http", { periodSeconds: 5 })`. */
export interface HealthInput<P extends string> {
  /**
   * The check that decides if the pod gets traffic.
   * @default a check of the first port by its protocol; a service without ports must give one
   */
  readonly readiness?: Check<P>;
  /**
   * The check that decides if Kubernetes restarts the container. It must differ from readiness, or be a tcp check that waits longer.
   * @default the first port accepts a connection; a service without ports must give one
   */
  readonly liveness?: Check<P>;
  /** The check that decides if the container has started. The other checks begin after it. @default the same check as liveness */
  readonly startup?: Check<P>;
  /** The path of http checks that name none. It starts with "/". `defaults` of the fleet may set it. @default "/healthz" */
  readonly path?: string;
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
  readonly readiness: PlainCheck | undefined;
  readonly liveness: PlainCheck | undefined;
  readonly startup: PlainCheck | undefined;
  readonly path: string;
  readonly startupSeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
}

/** A liveness check that equals readiness waits this many times longer. Readiness then takes traffic away before a restart. */
const PATIENCE = 3;

const timings = {
  initialDelaySeconds: optionalInteger(0, 3600),
  periodSeconds: optionalInteger(1, 300),
  timeoutSeconds: optionalInteger(1, 60),
  failureThreshold: optionalInteger(1, 1000),
  successThreshold: optionalInteger(1, 10),
};

const checkSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("http"),
    port: z.string(),
    path: z.optional(absolutePath),
    headers: z.record(z.string(), textSchema),
    ...timings,
  }),
  z.strictObject({ kind: z.literal("grpc"), port: z.string(), service: z.optional(z.string()), ...timings }),
  z.strictObject({ kind: z.literal("tcp"), port: z.string(), ...timings }),
  z.strictObject({ kind: z.literal("exec"), command: commandSchema, ...timings }),
  z.strictObject({ kind: z.literal("none"), because: z.optional(z.string().check(z.regex(/\S/, "must not be empty"))) }),
]);

export const healthSchema = z.strictObject({
  readiness: z.optional(checkSchema),
  liveness: z.optional(checkSchema),
  startup: z.optional(checkSchema),
  path: z.optional(absolutePath),
  startupSeconds: optionalInteger(1, 3600),
  periodSeconds: optionalInteger(1, 300),
  timeoutSeconds: optionalInteger(1, 60),
  failureThreshold: optionalInteger(1, 100),
});

/** Adds the default checks, which follow from the first port, and the default numbers. */
export function healthOf({ readiness, liveness, startup, ...given }: HealthInput<string> = {}, first: Port | undefined): Health {
  const numbers = { ...DEFAULTS.health, ...given };
  const resolved = (check: Check | undefined): PlainCheck | undefined => {
    const found = check === undefined ? undefined : textual(check);
    return found?.kind === "http" && found.path === undefined ? { ...found, path: numbers.path } : found;
  };
  const ready = resolved(readiness ?? (first === undefined ? undefined : defaultReadiness(first)));
  const live = resolved(liveness) ?? (first === undefined ? undefined : defaultLiveness(first, ready, numbers.failureThreshold));
  return {
    ...numbers,
    readiness: ready,
    liveness: live,
    startup: resolved(startup),
  };
}

function defaultReadiness({ name, protocol }: Port): PlainProbe {
  if (protocol === "grpc") return { kind: "grpc", port: name, service: undefined };
  return protocol === "http" ? { kind: "http", port: name, headers: {} } : { kind: "tcp", port: name };
}

/** Returns a connection to the port. If readiness asks the same, liveness waits longer. */
function defaultLiveness({ name }: Port, readiness: PlainCheck | undefined, failureThreshold: number): PlainProbe {
  const liveness: PlainProbe = { kind: "tcp", port: name };
  const isSame = readiness !== undefined && readiness.kind !== "none" && sameCheck(readiness, liveness);
  return isSame ? { ...liveness, failureThreshold: PATIENCE * (readiness.failureThreshold ?? failureThreshold) } : liveness;
}
