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

/** The need "store" of cartservice on prod-eu, mounted where needs of that name are. */
const instance: Instance = { stack: "prod-eu", project: "shop-prod", dnsZone: "prod-eu.internal", service: "cartservice", need: "store" };
const mount = mountPath("store");

const orders = () => ({ service: "shop", need: "orders", spec: topic() });

describe("the constructors", () => {
  it.each<[title: string, need: Need, expected: object]>([
    ["a Redis without snapshots", redis({ memoryGb: 1 }), { kind: "redis", memoryGb: 1 }],
    ["a Redis with snapshots", redis({ memoryGb: 1, snapshot: "6h" }), { kind: "redis", memoryGb: 1, snapshot: "6h" }],
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
      { host: "store.cartservice.prod-eu.internal", port: 6379, address: "store.cartservice.prod-eu.internal:6379" },
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
    expect(kind.gives.map((name) => name.split(".")[0])).toEqual(Object.keys(bound));
  });
});

describe("the access that a pod needs", () => {
  it.each<[title: string, need: Need, ports: readonly number[], identity: boolean, secrets: readonly object[]]>([
    ["for a Redis", redis({ memoryGb: 1 }), [6379], false, []],
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
    expect([kind.egress(need), kind.identity, kind.secrets(need, instance, "store")]).toEqual([ports, identity, secrets]);
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
