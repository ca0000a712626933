import { type Text, textsOf } from "./plain.ts";
import { type Words, wordsOf } from "./words.ts";

/** The numbers of one check. */
export interface ProbeTimings {
  /** Seconds between the start of the container and the first check, 0 to 3600. @default 5; 1 for startup */
  readonly initialDelaySeconds?: number;
  /** Seconds between two checks, 1 to 300. @default the `periodSeconds` of `health`; 5 for startup */
  readonly periodSeconds?: number;
  /** Seconds until a check counts as failed, 1 to 60. @default the `timeoutSeconds` of `health` */
  readonly timeoutSeconds?: number;
  /** Failed checks in a row until Kubernetes acts, 1 to 1000. @default the `failureThreshold` of `health`; for startup, `startupSeconds` decides */
  readonly failureThreshold?: number;
  /** Successful checks in a row until the pod is ready again, 1 to 10. Only readiness may have more than 1. @default 1 */
  readonly successThreshold?: number;
}

/** A GET request of `path` on a port. The statuses 200 to 399 are healthy. */
export interface HttpProbe<P extends string = string, T = Text> extends ProbeTimings {
  readonly kind: "http";
  readonly port: P;
  /** The path, starting with "/". @default the `path` of `health` */
  readonly path?: string | undefined;
  readonly headers: Readonly<Record<string, T>>;
}

/** A request of the standard gRPC health protocol (grpc.health.v1) on a port. */
export interface GrpcProbe<P extends string = string> extends ProbeTimings {
  readonly kind: "grpc";
  readonly port: P;
  /** The gRPC service to check, or undefined for the whole server. */
  readonly service: string | undefined;
}

/** A TCP connection to a port. An accepted connection is healthy. */
export interface TcpProbe<P extends string = string> extends ProbeTimings {
  readonly kind: "tcp";
  readonly port: P;
}

/** A command in the container. Exit code 0 is healthy. */
export interface ExecProbe<T = Text> extends ProbeTimings {
  readonly kind: "exec";
  readonly command: readonly T[];
}

/** The statement that a container has no check. */
export interface NoProbe {
  readonly kind: "none";
  readonly because?: string | undefined;
}

/** A check with its strings. */
export type PlainCheck = Check<string, string>;

/** A probe with its strings. */
export type PlainProbe = Probe<string, string>;

/** A check that runs in a container or asks it. */
export type Probe<P extends string = string, T = Text> = HttpProbe<P, T> | GrpcProbe<P> | TcpProbe<P> | ExecProbe<T>;

/** A check, or the statement that there is none. */
export type Check<P extends string = string, T = Text> = Probe<P, T> | NoProbe;

export interface HttpProbeOptions extends ProbeTimings {
  /** The path, starting with "/". @default the `path` of `health`, which is "/healthz" */
  readonly path?: string;
  /** Extra request headers. @default none */
  readonly headers?: Readonly<Record<string, Text>>;
}

export interface GrpcProbeOptions extends ProbeTimings {
  /** The gRPC service to check. @default the whole server */
  readonly service?: string;
}

/** Checks a port with an HTTP GET: `http("http", { path: "/_healthz", periodSeconds: 5 })`. */
export const http = <const P extends string>(port: P, { headers = {}, ...options }: HttpProbeOptions = {}): HttpProbe<P> => ({
  kind: "http",
  port,
  headers,
  ...options,
});

/** Checks a port with the gRPC health protocol: `grpc("grpc")`. `service` names one gRPC service of the server. */
export const grpc = <const P extends string>(port: P, { service, ...timings }: GrpcProbeOptions = {}): GrpcProbe<P> => ({
  kind: "grpc",
  port,
  service,
  ...timings,
});

/** Checks that a port accepts a connection: `tcp("http")`. */
export const tcp = <const P extends string>(port: P, timings: ProbeTimings = {}): TcpProbe<P> => ({ kind: "tcp", port, ...timings });

/** Checks with a command in the container: `exec(["pgrep", "-f", "locust"], { timeoutSeconds: 5 })`. */
export const exec = (command: Words, timings: ProbeTimings = {}): ExecProbe => ({ kind: "exec", command, ...timings });

/** Leaves out a check: `none("the process exits if it fails")`. On prod, the reason is required. */
export const none = (because?: string): NoProbe => ({ kind: "none", because });

/** Returns a check or a hook with its strings. */
export function textual(hook: ExecProbe | HttpProbe): ExecProbe<string> | HttpProbe<string, string>;
export function textual(check: Check): PlainCheck;
export function textual(check: Check): PlainCheck {
  if (check.kind === "exec") return { ...check, command: wordsOf(check.command) };
  return check.kind === "http" ? { ...check, headers: textsOf(check.headers) } : check;
}

/** True if two probes check the same thing. */
export function sameCheck(a: Probe, b: Probe): boolean {
  if (a.kind === "http" && b.kind === "http") return a.port === b.port && a.path === b.path;
  if (a.kind === "grpc" && b.kind === "grpc") return a.port === b.port && a.service === b.service;
  if (a.kind === "tcp" && b.kind === "tcp") return a.port === b.port;
  if (a.kind === "exec" && b.kind === "exec") return JSON.stringify(a.command) === JSON.stringify(b.command);
  return false;
}
