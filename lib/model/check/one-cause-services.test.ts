import { describe, expect, it } from "vitest";
import { type Mistake, placesOf } from "../../../test/connected-fleet.ts";
import type { Fields } from "../../../test/fleets.ts";
import { redis } from "../needs/redis.ts";
import { exec, grpc, http, tcp } from "../fields/probes.ts";

const http8080 = { port: 8080, protocol: "http" };
const grpc7070 = { port: 7070, protocol: "grpc" };

it("finds nothing wrong with the fleet that it starts from", () => {
  expect(placesOf({})).toEqual([]);
});

/** Each mistake is in web, so the file is `services/web.ts`. */
describe("one mistake in a service is one problem", () => {
  it.each<[title: string, web: Fields | null, path: string]>([
    ["a malformed owner", { owner: "web" }, "owner"],
    ["a missing owner", { owner: undefined }, "owner"],
    ["a misspelt owner", { owner: undefined, ownr: "web@example.com" }, "ownr"],
    ["an image with a tag", { image: "registry.example.com/web:v1" }, "image"],
    ["a number for the image", { image: 5 }, "image"],
    ["an unknown field", { sidecars: [] }, "sidecars"],
    ["a misspelt field", { replicas: 3 }, "replicas"],
    ["a malformed label", { partOf: "-" }, "partOf"],
    ["an unknown priority", { priority: "urgent" }, "priority"],
    ["a port out of range", { ports: { http: { ...http8080, port: 0 } } }, "ports.http.port"],
    ["a port without a protocol", { ports: { http: { port: 8080 } } }, "ports.http.protocol"],
    ["a string for a port", { ports: { http: "8080" } }, "ports.http"],
    ["a list for the ports", { ports: [8080] }, "ports"],
    ["misspelt ports", { ports: undefined, prots: { http: http8080 } }, "prots"],
    ["a malformed port name", { ports: { http: http8080, GRPC: grpc7070 } }, "ports.GRPC"],
    ["a repeated port", { ports: { http: http8080, grpc: grpc7070, admin: grpc7070 } }, "ports.admin.port"],
    ["a repeated service port", { ports: { http: http8080, admin: { port: 8081, protocol: "http" } } }, "ports.admin.servicePort"],
    ["a check of an unknown port", { health: { readiness: grpc("grpc") } }, "health.readiness.port"],
    ["one check for both", { health: { readiness: tcp("http"), liveness: tcp("http") } }, "health.liveness"],
    ["a check without a command", { health: { liveness: exec([]) } }, "health.liveness.command"],
    ["a malformed path of a check", { health: { readiness: http("http", { path: "ready" }) } }, "health.readiness.path"],
    ["a timing out of range", { health: { periodSeconds: 0 } }, "health.periodSeconds"],
    ["a malformed quantity that parts inherit", { resources: { memory: "1GB" } }, "resources.memory"],
    ["a number for a quantity", { resources: { memory: 5, limits: { memory: "64Mi" } } }, "resources.memory"],
    ["a limit below its request", { resources: { memory: "1Gi", limits: { memory: "64Mi" } } }, "resources.limits.memory"],
    ["a quantity of zero", { resources: { cpu: "0" } }, "resources.cpu"],
    ["one pod", { scale: { min: 1, max: 6 } }, "scale.min"],
    ["a minimum out of range, above the maximum", { scale: { min: 2000, max: 6 } }, "scale.min"],
    ["a maximum out of range, above the quota", { scale: { min: 3, max: 5000 } }, "scale.max"],
    ["a maximum that equals the minimum", { scale: { min: 6, max: 6 }, tiers: {} }, "scale.max"],
    ["a string for the minimum", { scale: { min: "3", max: 3 }, tiers: {} }, "scale.min"],
    ["a minimum below the tier's", { tiers: { prod: { scale: { min: 2 } } } }, "tiers.prod.scale.min"],
    ["an unknown tier", { tiers: { production: { scale: { min: 4 } } } }, "tiers.production"],
    ["a misspelt field of a tier", { tiers: { prod: { scael: { min: 4 } } } }, "tiers.prod.scael"],
    [
      "half a schedule in a tier",
      {
        tiers: { prod: { schedule: { retries: 1 } } },
        jobs: undefined,
        public: undefined,
        ports: {},
        health: { readiness: exec(["a"]), liveness: exec(["b"]) },
      },
      "tiers.prod.schedule.cron",
    ],
    ["a file below another file", { files: { "/etc/a": "", "/etc/a/b": "" } }, "files./etc/a/b"],
    ["a relative path of a file", { files: { "etc/a": "" } }, "files.etc/a"],
    ["a private key in a file", { files: { "/a": "-----BEGIN PRIVATE KEY-----" } }, "files./a"],
    ["a number for a file", { files: { "/a": 5 } }, "files./a"],
    ["null in the environment", { env: { A: null } }, "env.A"],
    ["a string for the environment", { env: "A=1" }, "env"],
    ["a job without a command", { jobs: { migrate: {} } }, "jobs.migrate.command"],
    ["a malformed job name", { jobs: { db_migrate: { command: ["x"] } } }, "jobs.db_migrate"],
    ["a job's timeout out of range", { jobs: { migrate: { command: ["x"], timeoutSeconds: 0 } } }, "jobs.migrate.timeoutSeconds"],
    ["an init container named like the service", { init: { web: { command: ["x"] } } }, "init.web"],
    ["a malformed image of an init container", { init: { wait: { image: "Busy Box", command: ["x"] } } }, "init.wait.image"],
    ["a public route without a port", { public: { subdomain: "www" } }, "public.port"],
    ["a public route to an unknown port", { public: { port: "https" } }, "public.port"],
    ["a malformed public host", { public: { port: "http", host: "WWW" } }, "public.host"],
    ["a malformed public path", { public: { port: "http", paths: ["/a b"] } }, "public.paths"],
    ["a list for a patch", { patch: { Deployment: [] } }, "patch.Deployment"],
    ["a patch of an unknown kind", { patch: { Deploymnt: () => undefined } }, "patch.Deploymnt"],
    ["a list for the manifests", { manifests: [] }, "manifests"],
    ["no grace period", { graceSeconds: 0 }, "graceSeconds"],
    ["null for the service", null, ""],
    ["a schedule with ports and a public route", { schedule: { cron: "0 3 * * *" }, jobs: undefined }, "ports"],
    ["a schedule with jobs", { schedule: { cron: "0 3 * * *" }, ports: {}, public: undefined }, "jobs"],
    ["a need of an unknown kind", { needs: { cache: { kind: "reddis" } } }, "needs.cache.kind"],
    ["a malformed need name", { needs: { Cache: redis({ memoryGb: 1 }) } }, "needs.Cache"],
    ["a need out of range", { needs: { cache: redis({ memoryGb: 0 }) } }, "needs.cache.memoryGb"],
    [
      "calls that fail",
      {
        calls: () => {
          throw new Error("no");
        },
      },
      "calls",
    ],
    ["a call that is not an endpoint", { calls: () => ({ cart: "cart:7070" }) }, "calls.cart"],
    ["an object for the calls", { calls: {} }, "calls"],
  ])("%s", (_title, web, path) => {
    expect(placesOf({ web })).toEqual([`services/web.ts ${path}`.trim()]);
  });
});

describe("one mistake in a service without ports is one problem", () => {
  const fails = (): never => {
    throw new Error("no");
  };
  it.each<[title: string, mistake: Mistake, place: string]>([
    ["no checks", { mail: { health: undefined } }, "services/mail.ts health"],
    ["misspelt checks", { mail: { health: undefined, heatlh: {} } }, "services/mail.ts heatlh"],
    ["no liveness check", { mail: { health: { readiness: exec(["ready"]) } } }, "services/mail.ts health.liveness"],
    ["a string for the checks", { mail: { health: "exec" } }, "services/mail.ts health"],
    ["a malformed cron expression", { nightly: { schedule: { cron: "@daily" } } }, "services/nightly.ts schedule.cron"],
    ["no cron expression", { nightly: { schedule: {} } }, "services/nightly.ts schedule.cron"],
    ["a string for the schedule", { nightly: { schedule: "0 3 * * *" } }, "services/nightly.ts schedule"],
    ["a misspelt schedule", { nightly: { schedule: undefined, scedule: { cron: "0 3 * * *" } } }, "services/nightly.ts scedule"],
    ["an unknown time zone", { nightly: { schedule: { cron: "0 3 * * *", timeZone: "Mars" } } }, "services/nightly.ts schedule.timeZone"],
    ["retries out of range", { nightly: { schedule: { cron: "0 3 * * *", retries: 99 } } }, "services/nightly.ts schedule.retries"],
    [
      "a topic that is not a function",
      { mail: { needs: { inbox: { kind: "subscription", topic: "orders", ackSeconds: 60 } } } },
      "services/mail.ts needs.inbox.topic",
    ],
    [
      "a topic that fails",
      { mail: { needs: { inbox: { kind: "subscription", topic: fails, ackSeconds: 60 } } } },
      "services/mail.ts needs.inbox.topic",
    ],
    [
      "a deadline out of range",
      { mail: { needs: { inbox: { kind: "subscription", topic: fails, ackSeconds: 5 } } } },
      "services/mail.ts needs.inbox.ackSeconds",
    ],
  ])("%s", (_title, mistake, place) => {
    expect(placesOf(mistake)).toEqual([place]);
  });
});

describe("two independent mistakes are two problems", () => {
  it.each<[title: string, mistake: Mistake, places: readonly string[]]>([
    ["in one service", { web: { owner: "web", image: "Web" } }, ["services/web.ts owner", "services/web.ts image"]],
    ["in one field", { web: { scale: { min: 0, max: 5000 } } }, ["services/web.ts scale.min", "services/web.ts scale.max"]],
    [
      "of a shape and of a rule",
      { web: { ports: 5, resources: { cpu: "x" } } },
      ["services/web.ts ports", "services/web.ts resources.cpu"],
    ],
    ["in two services", { cart: { ports: null }, web: { owner: "web" } }, ["services/cart.ts ports", "services/web.ts owner"]],
    ["in a service and a stack", { cart: { needs: null }, eu: { region: "EU" } }, ["services/cart.ts needs", "stacks/eu.ts region"]],
    ["in two stacks", { latest: { tier: "x" }, us: { domain: "-" } }, ["stacks/latest.ts tier", "stacks/us.ts domain"]],
    ["in the config and a stack", { config: { name: "My Shop" }, eu: { cluster: 5 } }, ["fairlead.config.ts name", "stacks/eu.ts cluster"]],
  ])("%s", (_title, mistake, places) => {
    expect(placesOf(mistake)).toEqual(places);
  });
});
