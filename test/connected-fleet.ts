import { checkFleet } from "../lib/model/check/check-fleet.ts";
import type { Config } from "../lib/model/config.ts";
import type { Fleet } from "../lib/model/fleet.ts";
import { bucket } from "../lib/model/needs/bucket.ts";
import { postgres } from "../lib/model/needs/postgres.ts";
import { redis } from "../lib/model/needs/redis.ts";
import { secret } from "../lib/model/needs/secret.ts";
import { topic } from "../lib/model/needs/topic.ts";
import { exec } from "../lib/model/fields/probes.ts";
import { allServices, bind, override } from "../lib/model/stack.ts";
import type { Tier } from "../lib/model/tier.ts";
import { defineStack } from "../lib/model/stack.ts";
import { type Fields, rawServiceFile, serviceFile, stackFile, type TestService } from "./fleets.ts";

const SERVICES = ["cart", "web", "mail", "nightly"] as const;
const STACKS = ["latest", "staging", "eu", "us"] as const;
type ServiceName = (typeof SERVICES)[number];
type StackName = (typeof STACKS)[number];

/** Fields over those of the valid fleet. */
export interface Mistake {
  readonly cart?: Fields | null;
  readonly web?: Fields | null;
  readonly mail?: Fields | null;
  readonly nightly?: Fields | null;
  readonly latest?: StackFields;
  readonly staging?: StackFields;
  readonly eu?: StackFields;
  readonly us?: StackFields;
  readonly config?: Fields;
  /** Names that differ from those of the files. */
  readonly names?: Readonly<Partial<Record<ServiceName | StackName, unknown>>>;
}

/** Fields of a stack. A function gets the services, to refer to them. */
export type StackFields = Fields | ((services: Readonly<Record<ServiceName, TestService>>) => Fields);

const TIERS: Readonly<Record<StackName, Tier>> = { latest: "latest", staging: "staging", eu: "prod", us: "prod" };

/** Builds a valid fleet with one mistake. Its services and stacks refer to each other in every way. */
export function connectedFleet(mistake: Mistake = {}): Fleet {
  const file = (name: ServiceName, base: Fields) => {
    const fields = mistake[name];
    const path = `services/${name}.ts`;
    const called = mistake.names !== undefined && name in mistake.names ? mistake.names[name] : name;
    return fields === null
      ? rawServiceFile(called, null, path)
      : rawServiceFile(called, { ...serviceFile(name, base).service.input, ...fields }, path);
  };
  const cart = file("cart", {
    ports: { grpc: { port: 7070, protocol: "grpc" } },
    needs: { carts: redis({ memoryGb: 1 }), db: postgres({ storageGb: 10 }), images: bucket(), orders: topic(), pepper: secret() },
  });
  const calls = () => ({ cart: cart.service.endpoint("grpc") });
  const web = file("web", {
    calls,
    public: { port: "http", subdomain: "www" },
    resources: { cpu: "250m", memory: "256Mi" },
    scale: { min: 3, max: 6 },
    files: { "/etc/web/web.toml": "x = 1" },
    jobs: { migrate: { command: ["migrate"] } },
    init: { wait: { command: ["wait"] } },
    tiers: { prod: { scale: { min: 4 } } },
  });
  const mail = file("mail", {
    ports: {},
    calls,
    health: { readiness: exec(["ready"]), liveness: exec(["alive"]) },
    needs: { inbox: { kind: "subscription", topic: () => cart.service.need("orders"), ackSeconds: 60 } },
  });
  const nightly = file("nightly", { ports: {}, calls, schedule: { cron: "0 3 * * *" } });
  const services = { cart: cart.service, web: web.service, mail: mail.service, nightly: nightly.service };
  const stack = (name: StackName, base: Fields = {}) => {
    const change = mistake[name] ?? {};
    const fields = typeof change === "function" ? change(services) : change;
    const called = mistake.names !== undefined && name in mistake.names ? mistake.names[name] : name;
    const { stack } = stackFile(name, { tier: TIERS[name], project: `shop-${TIERS[name]}`, ...base, ...fields });
    return { file: `stacks/${name}.ts`, stack: defineStack<Tier>(called as string, stack.input) };
  };
  const carts = cart.service.need("carts");
  const eu = stack("eu", { privateRange: "10.20.0.0/16", quota: { pods: 100, cpu: "100", memory: "100Gi" } });
  const us = stack("us", {
    bindings: [bind(carts, eu.stack.share(carts))],
    overrides: [override(cart.service, { scale: { min: 4 } }), override(web.service, { scale: { max: 8 } })],
  });
  const config: Config = { name: "shop", repository: { url: "https://github.com/acme/ops.git" }, ...mistake.config };
  return {
    config,
    services: [cart, web, mail, nightly],
    images: [],
    stacks: [stack("latest", { services: allServices }), stack("staging"), eu, us],
  };
}

/** Lists the file and path of every problem of the fleet. */
export const placesOf = (mistake: Mistake): readonly string[] =>
  checkFleet(connectedFleet(mistake)).problems.map(({ file, path }) => `${file} ${path}`.trim());
