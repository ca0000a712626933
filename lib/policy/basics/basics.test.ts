import { describe, expect, it } from "vitest";
import { serviceFile, stackFile } from "../../../test/fleets.ts";
import { findingsOf, type PolicyCase } from "../../../test/policy-findings.ts";
import { bucket } from "../../model/needs/bucket.ts";
import { redis } from "../../model/needs/redis.ts";
import type { Policy } from "../policy.ts";
import { allowedRegions } from "./allowed-regions.ts";
import { allowedRegistries } from "./allowed-registries.ts";
import { costCeiling } from "./cost-ceiling.ts";
import { knownOwners } from "./known-owners.ts";
import { noPublicBuckets } from "./no-public-buckets.ts";
import { pinnedImages } from "./pinned-images.ts";

const CART = serviceFile("cart");
const CLOUD = serviceFile("cart", { needs: { images: bucket(), carts: redis({ memoryGb: 5 }) } });
const SITE = { cloud: { sites: { docs: { host: "docs.shop.example.com", because: "customers read it" } } } };
const TAG = new Map([["cart", { tag: "v1" }]]);

/** Lists the messages without file and reason. */
const found = (policy: Policy, subject: PolicyCase): readonly string[] =>
  findingsOf([policy], subject).problems.map((text) => text.replace(/^[^:]+: /, "").replace(/ \(policy .*$/, ""));

describe("policies that Fairlead brings", () => {
  it.each<readonly [string, Policy, PolicyCase, readonly string[]]>([
    ["a digest", pinnedImages(), { services: [CART] }, []],
    [
      "a tag",
      pinnedImages(),
      { services: [CART], lock: TAG },
      ['Deployment cart: spec.template.spec.containers.0.image: "registry.example.com/shop/app:v1" has no digest'],
    ],
    ["an allowed registry", allowedRegistries(["registry.example.com/shop"]), { services: [CART] }, []],
    [
      "a registry whose name begins as an allowed one",
      allowedRegistries(["registry.example.com/sho"]),
      { services: [CART], lock: TAG },
      ['Deployment cart: spec.template.spec.containers.0.image: "registry.example.com/shop/app" is of no allowed registry'],
    ],
    ["an owner of the domain", knownOwners(["@Example.com"]), { services: [CART] }, []],
    [
      "an unknown owner",
      knownOwners(["ops@example.com"]),
      { services: [CART] },
      [expect.stringContaining('the owner "shopping@example.com" of cart is unknown')],
    ],
    ["a private bucket", noPublicBuckets(), { services: [CLOUD] }, []],
    ["a static website, which is public on purpose", noPublicBuckets(), { services: [CART], stacks: [stackFile("latest", SITE)] }, []],
    ["an allowed region", allowedRegions(["us-central1"]), { services: [CLOUD] }, []],
    ["another region, once", allowedRegions(["europe-west1"]), { services: [CLOUD] }, ["region: the region us-central1 is not allowed"]],
    ["a cloud below the ceiling", costCeiling(10_000), { services: [CLOUD] }, []],
    ["a cloud without a ceiling", costCeiling({ prod: 1 }), { services: [CLOUD] }, []],
    [
      "a cloud above the ceiling",
      costCeiling({ latest: 1 }),
      { services: [CLOUD] },
      [expect.stringMatching(/^the cloud may cost \$[\d.]+ a month; the ceiling is \$1$/)],
    ],
  ])("judge %s", (_what, policy, subject, expected) => {
    expect(found(policy, { stacks: [stackFile("latest")], ...subject })).toEqual(expected);
  });

  it("refuse by default, and warn if asked", () => {
    const subject = { services: [CART], lock: TAG };
    expect(findingsOf([pinnedImages({ level: "warn" })], subject)).toMatchObject({ problems: [], warnings: [expect.any(String)] });
  });
});
