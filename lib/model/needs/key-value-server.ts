import { exec, tcp } from "../fields/probes.ts";
import { percentInMebibytes } from "../quantity.ts";
import type { KeyValueOptions } from "./key-value.ts";
import { DATA, type NeedServer, type ServerSpec } from "./server.ts";

interface KeyValueNeed extends KeyValueOptions<boolean> {
  readonly auth?: boolean;
}

/** The part of the container's memory that keys may take. The rest is for connections and for the copy during a write to disk. */
const KEYS_PERCENT = 60;

/** Runs a command with a password in a shell. `$0` is the program and `$@` are its arguments. */
const withPassword = (script: string): readonly string[] => ["sh", "-c", script];

/**
 * Returns the spec of a Redis or a Valkey. `program` is "redis" or "valkey": the two have the same options and environment.
 * Without a volume, the server writes nothing.
 */
const specOf =
  (program: "redis" | "valkey"): NeedServer<KeyValueNeed>["spec"] =>
  ({ auth = false, eviction = "volatile-lru" }, { mount, memory, storage }): ServerSpec => {
    const password = `"$(cat ${mount}/password)"`;
    const options = {
      dir: DATA,
      save: "",
      appendonly: storage === undefined ? "no" : "yes",
      maxmemory: `${percentInMebibytes(memory, KEYS_PERCENT)}mb`,
      "maxmemory-policy": eviction,
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    const ping = `${auth ? `REDISCLI_AUTH=${password} ` : ""}${program}-cli ping | grep -q PONG`;
    return {
      ...(auth
        ? { command: withPassword(`exec ${program}-server "$@" --requirepass ${password}`), args: [`${program}-server`, ...args] }
        : { command: [`${program}-server`], args }),
      health: { readiness: exec(["sh", "-c", ping]), liveness: tcp(program) },
    };
  };

/** Defines the server of Redis or Valkey. */
export const keyValueServer = <N extends KeyValueNeed & { readonly version?: string }>(
  program: "redis" | "valkey",
  defaultVersion: string,
  images: NeedServer<N>["images"],
): NeedServer<N> => ({
  images,
  port: 6379,
  memory: "256Mi",
  versionOf: ({ version = defaultVersion }) => version,
  refusal: ({ tls = false }) => (tls ? "sets tls, but a server in the cluster has no certificate" : undefined),
  spec: specOf(program),
});
