import type { Env } from "../../system/environment.ts";

/** The parts of this process's environment that a Pulumi program sees. */
export interface EnvironmentPolicy {
  /** Names of the variables that are passed on. `PATH` is always passed on. */
  readonly pass: readonly string[];
  /** `blocked`: HTTP requests go to a proxy that does not exist. `inherited`: they go through this process's proxy, if it has one. */
  readonly network: "blocked" | "inherited";
  /** `empty`: a new directory, without kubeconfig and credentials. `inherited`: the user's home directory. */
  readonly home: "empty" | "inherited";
  /** `utc`, or `other day`: a zone in which it is another day. Only a program that reads the clock notices it. */
  readonly timeZone: "utc" | "other day";
}

/** An address at which no server listens. */
const NO_SERVER = "http://127.0.0.1:9";

const BLOCKED_NETWORK = { HTTP_PROXY: NO_SERVER, HTTPS_PROXY: NO_SERVER, NO_PROXY: "127.0.0.1,localhost" };

const PROXY_VARIABLES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"];

/** Variables that a program needs to start and to reach the network. None is a token. */
const HARMLESS = [
  "PATH",
  "HOME",
  "LANG",
  "LC_ALL",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "NODE_EXTRA_CA_CERTS",
  "SystemRoot",
  ...PROXY_VARIABLES,
];

/** Returns the environment for a program of others, such as an engine on PATH: without tokens and credentials. */
export const withoutCredentials = (env: Env): Readonly<Record<string, string>> => pick(env, HARMLESS);

/** The directories of a program that its environment names. */
export interface EnvironmentDirectories {
  readonly home: string;
  readonly temporary: string;
  /** The file of the zone in which it is another day. */
  readonly zone: string;
}

/** Applies a policy to the environment of this process. The locale is always fixed. */
export function applyEnvironmentPolicy(
  { pass, network, home, timeZone }: EnvironmentPolicy,
  outside: Env,
  directories: EnvironmentDirectories,
): Readonly<Record<string, string>> {
  return {
    ...pick(outside, pass),
    ...(network === "blocked" ? BLOCKED_NETWORK : pick(outside, PROXY_VARIABLES)),
    PATH: outside["PATH"] ?? "/usr/bin:/bin",
    HOME: (home === "inherited" ? outside["HOME"] : undefined) ?? directories.home,
    TMPDIR: directories.temporary,
    LANG: "C.UTF-8",
    TZ: timeZone === "utc" ? "UTC" : directories.zone,
  };
}

function pick(env: Env, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
