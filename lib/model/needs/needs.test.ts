import { describe, expect, it } from "vitest";
import { serviceFile } from "../../../test/fleets.ts";
import { bucket } from "./bucket.ts";
import { type Instance, instanceHost, instanceName } from "./need.ts";
import { mountPath } from "../mount-paths.ts";
import { postgres } from "./postgres.ts";
import { redis } from "./redis.ts";
import { type Need, needKind } from "./registry.ts";
import { secret } from "./secret.ts";
import { subscription } from "./subscription.ts";
import { topic } from "./topic.ts";
import { valkey } from "./valkey.ts";

/** The need "store" of cartservice on prod-eu, mounted where needs of that name are. */
const instance: Instance = { stack: "prod-eu", project: "shop-prod", dnsZone: "prod-eu.internal", service: "cartservice", need: "store" };
const mount = mountPath("store");

const orders = () => ({ service: "shop", need: "orders", spec: topic() });

describe("the constructors", () => {
  it.each<[title: string, need: Need, expected: object]>([
    ["a Redis without snapshots", redis({ memoryGb: 1 }), { kind: "redis", memoryGb: 1 }],
    ["a Redis with snapshots", redis({ memoryGb: 1, snapshot: "6h" }), { kind: "redis", memoryGb: 1, snapshot: "6h" }],
    [
      "a Redis with every option",
      redis({ memoryGb: 5, version: "7.0", auth: true, tls: true, eviction: "allkeys-lru", highAvailability: false, snapshot: "1h" }),
      {
        kind: "redis",
        memoryGb: 5,
        version: "7.0",
        auth: true,
        tls: true,
        eviction: "allkeys-lru",
        highAvailability: false,
        snapshot: "1h",
      },
    ],
    ["a Valkey", valkey({ memoryGb: 2, tls: true }), { kind: "valkey", memoryGb: 2, tls: true }],
    ["a database on a shared instance", postgres({ instance: "shared" }), { kind: "postgres", version: "17", instance: "shared" }],
    ["a database of version 17", postgres({ storageGb: 20 }), { kind: "postgres", version: "17", storageGb: 20 }],
    ["a database of another version", postgres({ storageGb: 20, version: "16" }), { kind: "postgres", version: "16", storageGb: 20 }],
    ["a bucket that keeps versions", bucket(), { kind: "bucket", versioning: true }],
    ["a bucket that keeps none", bucket({ versioning: false }), { kind: "bucket", versioning: false }],
    ["a topic", topic(), { kind: "topic" }],
    ["a subscription", subscription({ topic: orders }), { kind: "subscription", topic: orders, ackSeconds: 60 }],
    ["a secret of one value", secret(), { kind: "secret", keys: ["value"] }],
    ["a secret of two", secret({ keys: ["user", "password"] }), { kind: "secret", keys: ["user", "password"] }],
  ])("%s", (_title, need, expected) => {
    expect(need).toEqual(expected);
  });
});

const secretValue = (key: string) => ({ kind: "secretValue", file: `/var/run/fairlead/store/${key}` });

describe("the values that a service gets", () => {
  it.each<[title: string, need: Need, bound: object]>([
    [
      "of a Redis",
      redis({ memoryGb: 1 }),
      {
        host: "store.cartservice.prod-eu.internal",
        port: 6379,
        address: "store.cartservice.prod-eu.internal:6379",
        url: "redis://store.cartservice.prod-eu.internal:6379",
        tls: false,
      },
    ],
    [
      "of a Redis with a password and TLS",
      redis({ memoryGb: 1, auth: true, tls: true }),
      {
        host: "store.cartservice.prod-eu.internal",
        port: 6378,
        address: "store.cartservice.prod-eu.internal:6378",
        url: "rediss://store.cartservice.prod-eu.internal:6378",
        tls: true,
        passwordFile: "/var/run/fairlead/store/password",
        caFile: "/var/run/fairlead/store/ca",
      },
    ],
    [
      "of a Valkey with TLS",
      valkey({ memoryGb: 1, tls: true }),
      {
        host: "store.cartservice.prod-eu.internal",
        port: 6379,
        address: "store.cartservice.prod-eu.internal:6379",
        url: "rediss://store.cartservice.prod-eu.internal:6379",
        tls: true,
        caFile: "/var/run/fairlead/store/ca",
      },
    ],
    [
      "of a database",
      postgres({ storageGb: 20 }),
      {
        host: "store.cartservice.prod-eu.internal",
        port: 5432,
        address: "store.cartservice.prod-eu.internal:5432",
        database: "store",
        user: "cartservice",
        passwordFile: "/var/run/fairlead/store/password",
        sslMode: "require",
        url: "postgresql://cartservice@store.cartservice.prod-eu.internal:5432/store?sslmode=require",
      },
    ],
    [
      "of a database that verifies the server and has replicas",
      postgres({ storageGb: 20, verifyServer: true, replicas: 2 }),
      {
        host: "store.cartservice.prod-eu.internal",
        port: 5432,
        address: "store.cartservice.prod-eu.internal:5432",
        database: "store",
        user: "cartservice",
        passwordFile: "/var/run/fairlead/store/password",
        sslMode: "verify-ca",
        url: "postgresql://cartservice@store.cartservice.prod-eu.internal:5432/store?sslmode=verify-ca&sslrootcert=/var/run/fairlead/store/ca",
        caFile: "/var/run/fairlead/store/ca",
        replicaHost: "store-replicas.cartservice.prod-eu.internal",
        replicaAddress: "store-replicas.cartservice.prod-eu.internal:5432",
      },
    ],
    [
      "of a database on a shared instance",
      postgres({ instance: "shared", version: "16" }),
      {
        host: "postgres-16.prod-eu.internal",
        port: 5432,
        address: "postgres-16.prod-eu.internal:5432",
        database: "cartservice_store",
        user: "cartservice_store",
        passwordFile: "/var/run/fairlead/store/password",
        sslMode: "require",
        url: "postgresql://cartservice_store@postgres-16.prod-eu.internal:5432/cartservice_store?sslmode=require",
      },
    ],
    ["of a bucket", bucket(), { name: "shop-prod-prod-eu-cartservice-store" }],
    ["of a topic", topic(), { name: "prod-eu-cartservice-store", id: "projects/shop-prod/topics/prod-eu-cartservice-store" }],
    [
      "of a subscription",
      subscription({ topic: orders }),
      { name: "prod-eu-cartservice-store", id: "projects/shop-prod/subscriptions/prod-eu-cartservice-store" },
    ],
    [
      "of a secret",
      secret(),
      {
        path: "/var/run/fairlead/store/value",
        paths: { value: "/var/run/fairlead/store/value" },
        value: secretValue("value"),
        values: { value: secretValue("value") },
      },
    ],
    [
      "of a secret for variables",
      secret({ asEnv: "because the image reads no file" }),
      {
        path: "/var/run/fairlead/store/value",
        paths: { value: "/var/run/fairlead/store/value" },
        value: { ...secretValue("value"), because: "because the image reads no file" },
        values: { value: { ...secretValue("value"), because: "because the image reads no file" } },
      },
    ],
    [
      "of a secret of two",
      secret({ keys: ["user", "password"] }),
      {
        path: "/var/run/fairlead/store/user",
        paths: { user: "/var/run/fairlead/store/user", password: "/var/run/fairlead/store/password" },
        value: secretValue("user"),
        values: { user: secretValue("user"), password: secretValue("password") },
      },
    ],
  ])("%s", (_title, need, bound) => {
    const kind = needKind(need);
    expect(kind.bind(need, instance, mount)).toEqual(bound);
    const given = Object.entries(kind.givesWith ?? {}).flatMap(([option, names]) => (Reflect.get(need, option) ? names : []));
    expect([...kind.gives, ...given].map((name) => name.split(".")[0])).toEqual(Object.keys(bound));
  });
});

describe("the access that a pod needs", () => {
  it.each<[title: string, need: Need, ports: readonly number[], identity: boolean, secrets: readonly object[]]>([
    ["for a Redis", redis({ memoryGb: 1 }), [6379], false, []],
    [
      "for a Redis with a password and TLS",
      redis({ memoryGb: 1, auth: true, tls: true }),
      [6378],
      false,
      [{ name: "store", files: { password: "prod-eu-cartservice-store-password", ca: "prod-eu-cartservice-store-ca" } }],
    ],
    [
      "for a Valkey with TLS",
      valkey({ memoryGb: 1, tls: true }),
      [6379],
      false,
      [{ name: "store", files: { ca: "prod-eu-cartservice-store-ca" } }],
    ],
    [
      "for a database on a shared instance",
      postgres({ instance: "shared", verifyServer: true }),
      [5432],
      false,
      [{ name: "store", files: { password: "prod-eu-cartservice-store-password", ca: "prod-eu-postgres-17-ca" } }],
    ],
    [
      "for a database",
      postgres({ storageGb: 20 }),
      [5432],
      false,
      [{ name: "store", files: { password: "prod-eu-cartservice-store-password" } }],
    ],
    ["for a bucket", bucket(), [443], true, []],
    ["for a topic", topic(), [443], true, []],
    ["for a subscription", subscription({ topic: orders }), [443], true, []],
    ["for a secret", secret(), [], false, [{ name: "store", files: { value: "prod-eu-cartservice-store-value" } }]],
    [
      "for a secret with a point",
      secret({ keys: ["tls.key"] }),
      [],
      false,
      [{ name: "store", files: { "tls.key": "prod-eu-cartservice-store-tls-key" } }],
    ],
  ])("%s", (_title, need, ports, identity, secrets) => {
    const kind = needKind(need);
    expect([kind.egress(need), kind.identity(need), kind.secrets(need, instance, "store")]).toEqual([ports, identity, secrets]);
  });
});

it("names an instance in its project and in its private zone", () => {
  expect([instanceName(instance), instanceHost(instance)]).toEqual(["prod-eu-cartservice-store", "store.cartservice.prod-eu.internal"]);
});

describe("a reference to a need", () => {
  const { service } = serviceFile("cart", { needs: { carts: redis({ memoryGb: 1 }) } });
  it.each([
    ["one that is there", "carts", { kind: "redis", memoryGb: 1 }],
    ["one that is not", "cart", undefined],
    ["one that every object has", "toString", undefined],
  ])("%s", (_title, need, spec) => {
    expect(service.need(need)).toEqual({ service: "cart", need, spec });
  });
});
