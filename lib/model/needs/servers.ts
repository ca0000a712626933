import { customServer } from "./custom-server.ts";
import { keyValueServer } from "./key-value-server.ts";
import { postgresServer } from "./postgres-server.ts";
import type { RedisNeed } from "./redis.ts";
import type { Need } from "./registry.ts";
import type { NeedServer } from "./server.ts";
import type { ValkeyNeed } from "./valkey.ts";

/** The kinds of needs whose instances a cluster can run itself. */
export const SERVERS = {
  // Source: docker-library/repo-info, the image indexes of 2026-09-19.
  redis: keyValueServer<RedisNeed>("redis", "7.2", {
    "6.x": "docker.io/library/redis:6.2.24-bookworm@sha256:e7b96daa9a182b0a2639253fdab98244190ec2dca8a41da3fb31a147ef71a870",
    "7.2": "docker.io/library/redis:7.2.16-bookworm@sha256:0637954999d01b7c9ce9167db2da50656e2590d3b884f1c600c5f63bb6e6773c",
  }),
  valkey: keyValueServer<ValkeyNeed>("valkey", "8.0", {}),
  postgres: postgresServer,
};

/** The name of a kind whose instances a cluster can run itself. */
export type ServerKind = keyof typeof SERVERS;

/** True if a cluster can run instances of a kind itself. */
const isServerKind = (kind: string): kind is ServerKind => Object.hasOwn(SERVERS, kind);

/** Returns the server of a need. Returns undefined if only the cloud has instances of its kind. */
export const serverOf = (need: Need): NeedServer<Need> | undefined =>
  isServerKind(need.kind) ? SERVERS[need.kind] : need.kind === "custom" ? customServer(need) : undefined;
