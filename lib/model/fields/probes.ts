/** A GET request of `path` on a port. The statuses 200 to 399 are healthy. */
export interface HttpProbe<P extends string = string> {
  readonly kind: "http";
  readonly port: P;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request of the standard gRPC health protocol (grpc.health.v1) on a port. */
export interface GrpcProbe<P extends string = string> {
  readonly kind: "grpc";
  readonly port: P;
  /** The gRPC service to check, or undefined for the whole server. */
  readonly service: string | undefined;
}

/** A TCP connection to a port. An accepted connection is healthy. */
export interface TcpProbe<P extends string = string> {
  readonly kind: "tcp";
  readonly port: P;
}

/** A command in the container. Exit code 0 is healthy. */
export interface ExecProbe {
  readonly kind: "exec";
  readonly command: readonly string[];
}

/** A check of a container. */
export type Probe<P extends string = string> = HttpProbe<P> | GrpcProbe<P> | TcpProbe<P> | ExecProbe;

export interface HttpProbeOptions {
  /** The path, starting with "/". @default "/healthz" */
  readonly path?: string;
  /** Extra request headers. @default none */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Checks a port with an HTTP GET: `http("http", { path: "/_healthz" })`. */
export const http = <const P extends string>(port: P, options: HttpProbeOptions = {}): HttpProbe<P> => ({
  kind: "http",
  port,
  path: options.path ?? "/healthz",
  headers: options.headers ?? {},
});

/** Checks a port with the gRPC health protocol: `grpc("grpc")`. `service` names one gRPC service of the server. */
export const grpc = <const P extends string>(port: P, options: { readonly service?: string } = {}): GrpcProbe<P> => ({
  kind: "grpc",
  port,
  service: options.service,
});

/** Checks that a port accepts a connection: `tcp("http")`. */
export const tcp = <const P extends string>(port: P): TcpProbe<P> => ({ kind: "tcp", port });

/** Checks with a command in the container: `exec(["pgrep", "-f", "locust"])`. */
export const exec = (command: readonly string[]): ExecProbe => ({ kind: "exec", command });

/** True if two probes check the same thing. Then one of them is useless. */
export function sameCheck(a: Probe, b: Probe): boolean {
  if (a.kind === "http" && b.kind === "http") return a.port === b.port && a.path === b.path;
  if (a.kind === "grpc" && b.kind === "grpc") return a.port === b.port && a.service === b.service;
  if (a.kind === "tcp" && b.kind === "tcp") return a.port === b.port;
  if (a.kind === "exec" && b.kind === "exec") return JSON.stringify(a.command) === JSON.stringify(b.command);
  return false;
}
