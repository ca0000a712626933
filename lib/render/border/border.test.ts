import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { foreignName } from "../foreign-names.ts";

const DEV = { project: "boutique-latest", privateRange: "10.10.0.0/16", domain: "dev.shop.example.com" };
const PROD = {
  tier: "prod",
  project: "boutique-prod",
  privateRange: "10.40.0.0/16",
  domain: "shop.example.com",
  apiServer: "10.10.7.2/32",
};

/** Returns what the stack `prod` finds of the stack `latest` in a value. */
function found(value: unknown, { dev = {}, prod = {} }: { readonly dev?: Fields; readonly prod?: Fields } = {}): string | undefined {
  const stacks = [stackFile("latest", { ...DEV, ...dev }), stackFile("prod", { ...PROD, ...prod })];
  const stack = modelOf(fleetOf({ services: [serviceFile("app")], stacks })).stacks.find(({ name }) => name === "prod");
  if (stack === undefined) throw new Error("the fleet has no stack prod");
  return foreignName(stack)(value);
}

const ZONE = "latest.internal";
const PROJECT = "boutique-latest";
const HOST = "api.dev.shop.example.com";

describe("a value of prod has a part of latest:", () => {
  it.each<readonly [title: string, value: unknown, found: string]>([
    ["a host", "redis.cart.latest.internal", ZONE],
    ["a host in upper case", "REDIS.CART.LATEST.INTERNAL", ZONE],
    ["a host with a dot at its end", "redis.cart.latest.internal.", ZONE],
    ["a host with a port", "redis.cart.latest.internal:6379", ZONE],
    ["a host after a user", "redis://user@redis.cart.latest.internal:6379/0", ZONE],
    ["a host with a percent", "http://redis.cart.latest%2Einternal", ZONE],
    ["a host with two percents", "redis.cart.latest%252einternal", ZONE],
    ["a host in wide letters", "redis.cart.latest．internal", ZONE],
    ["a host in JSON", '{"host":"redis.cart.latest\\u002einternal"}', ZONE],
    ["a host in YAML", 'host: "redis.cart.latest\\x2einternal"', ZONE],
    ["a host in properties", "url=redis\\://redis.cart.latest.internal\\:6379", ZONE],
    ["a host in two lines", "host=redis.cart.\\\n    latest.internal", ZONE],
    ["a public host", `https://${HOST}/v1`, HOST],
    ["a public host after a user", `https://user:$(PASSWORD)@${HOST}`, HOST],
    ["all public hosts", "*.dev.shop.example.com", "dev.shop.example.com"],
    ["a project", "BOUTIQUE-Latest", PROJECT],
    ["a registry", "us-docker.pkg.dev/boutique-latest/app", PROJECT],
    ["an account", "serviceAccount:a@boutique-latest.iam.gserviceaccount.com", PROJECT],
    ["a pool", "boutique-latest.svc.id.goog[shop/app]", PROJECT],
    ["a key", { "boutique-latest": "a" }, PROJECT],
    ["an item", ["a", "--project=boutique-latest"], PROJECT],
    ["an address", "10.10.4.5", "10.10.4.5"],
    ["an address with a port", "tcp://10.10.4.5:6379", "10.10.4.5"],
    ["a range", "10.10.4.0/24", "10.10.4.0/24"],
    ["a range that starts inside", "10.10.4.5/24", "10.10.4.5/24"],
    ["an address with leading zeros", "10.010.4.5", "10.010.4.5"],
    ["a mapped address", "[::ffff:10.10.4.5]:6379", "10.10.4.5"],
    ["a mapped address without dots", "http://[::FFFF:0a0a:405]/", "ffff:0a0a:405"],
    ["a long mapped address", "0:0:0:0:0:ffff:0a0a:0405", "ffff:0a0a:0405"],
    ["a translated address", "64:ff9b::a0a:405", "64:ff9b::a0a:405"],
    ["a mapped range", "::ffff:10.10.0.0/112", "10.10.0.0/112"],
  ])("%s", (_title, value, part) => {
    expect(found(value)).toBe(part);
  });
});

describe("a value of prod has no part of latest:", () => {
  it.each<readonly [title: string, value: unknown]>([
    ["a sentence", "the latest release of the boutique"],
    ["a longer name", "my-latest-thing, boutique-latest-thing and my-boutique-latest"],
    ["another zone", "greatest.internal and latest.internal.example.com"],
    ["its own hosts", "https://api.shop.example.com and redis.cart.prod.internal"],
    ["the address of a person", "team@dev.shop.example.com"],
    ["another domain", "api.mydev.shop.example.com.evil.org"],
    ["its own addresses", "10.40.1.2, 10.40.0.0/20"],
    ["the address of its API server", "10.10.7.2"],
    ["a range with both", "10.0.0.0/8"],
    ["everything", "0.0.0.0/0"],
    ["a version", "v10.10.4.5, 1.10.10.4.5 and 10.10.4"],
    ["a number above 255", "10.10.4.256"],
    ["a percent sign", "100% of 10%20"],
    ["a path with backslashes", "C:\\latest\\boutique"],
  ])("%s", (_title, value) => {
    expect(found(value)).toBe(undefined);
  });
});

describe("a project with the name of a common word", () => {
  const plain = { dev: { project: "latest" } };
  it.each<readonly [value: unknown, found: string | undefined]>([
    ["the latest release", undefined],
    ["image:latest", undefined],
    [{ env: "latest" }, undefined],
    ["projects/latest/topics/orders", "latest"],
    ["a@latest.iam.gserviceaccount.com", "latest"],
    ["us-docker.pkg.dev/latest/app", "latest"],
    ["GOOGLE_CLOUD_PROJECT=latest", "latest"],
    ['{"project_id": "latest"}', "latest"],
    ["gs://latest-latest-cart-assets", "latest"],
  ])("%j", (value, part) => {
    expect(found(value, plain)).toBe(part);
  });
});

it("places of both tiers belong to the own tier", () => {
  expect(found("10.40.1.2 a.shop.example.com", { dev: { privateRange: "10.40.0.0/16", domain: "example.com" } })).toBe(undefined);
  expect(found("10.40.1.2", { dev: { privateRange: "10.0.0.0/8" } })).toBe(undefined);
  expect(found("10.41.1.2", { dev: { privateRange: "10.0.0.0/8" } })).toBe("10.41.1.2");
});

it("a long string is read in a moment", () => {
  for (const text of ["10.".repeat(300_000), "a.".repeat(300_000), "%25".repeat(300_000), "ffff:0:".repeat(100_000)])
    expect(found(`${text}10.10.`)).toBe(undefined);
});
