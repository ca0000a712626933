import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cloudInputs, cloudOf } from "../../test/cloud-inputs.ts";
import { fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { randomFleet } from "../../test/random-fleet.ts";
import { checkFleet } from "../model/check/check-fleet.ts";
import { bucket } from "../model/needs/bucket.ts";
import { redis } from "../model/needs/redis.ts";
import { secret } from "../model/needs/secret.ts";
import { bind, defineStack } from "../model/stack.ts";
import { compileCloud } from "./compile-cloud.ts";
import { type AnyCloudResource, isLate, type Reference } from "./resource.ts";

const names = (resources: readonly AnyCloudResource[]): readonly string[] => resources.map(({ type, name }) => `${type} ${name}`);

describe("the cloud of a stack", () => {
  it("has a network if a need is reached over it", () => {
    const { resources, get } = cloudInputs({ carts: redis({ memoryGb: 1 }) }, "latest");
    expect(names(resources).filter((each) => !each.includes("cart"))).toEqual([
      "gcp:compute/globalAddress:GlobalAddress latest-google-apis",
      "gcp:compute/globalAddress:GlobalAddress latest-services",
      "gcp:compute/globalForwardingRule:GlobalForwardingRule latest-google-apis",
      "gcp:compute/network:Network latest",
      "gcp:compute/subnetwork:Subnetwork latest-endpoints",
      "gcp:dns/managedZone:ManagedZone latest-google-apis",
      "gcp:dns/managedZone:ManagedZone latest-internal",
      "gcp:dns/recordSet:RecordSet any.googleapis.com",
      "gcp:dns/recordSet:RecordSet googleapis.com",
      "gcp:servicenetworking/connection:Connection latest-services",
    ]);
    expect([
      get("gcp:compute/globalAddress:GlobalAddress", "latest-services"),
      get("gcp:compute/subnetwork:Subnetwork", "latest-endpoints"),
      get("gcp:dns/managedZone:ManagedZone", "latest-internal"),
    ]).toMatchObject([
      { address: "10.10.0.0", prefixLength: 17, purpose: "VPC_PEERING" },
      { ipCidrRange: "10.10.128.0/18" },
      { dnsName: "latest.internal.", visibility: "private" },
    ]);
  });

  it.each<readonly [what: string, needs: Readonly<Record<string, unknown>>, stack: Readonly<Record<string, unknown>>]>([
    ["services have no needs", {}, {}],
    ["the cluster itself runs the servers", { carts: redis({ memoryGb: 1 }) }, { providers: { redis: "cluster" } }],
  ])("is empty if %s", (_what, needs, stack) => {
    expect(cloudInputs(needs, "latest", stack).resources).toEqual([]);
  });

  it("has only secrets if nothing else is needed", () => {
    expect(names(cloudInputs({ key: secret() }, "latest").resources)).toEqual(["gcp:secretmanager/secret:Secret latest-cart-key-value"]);
  });

  it("has a grant, and no instance, for what another stack owns", () => {
    const cart = serviceFile("cart", { needs: { images: bucket() } });
    const us = stackFile("us", { project: "shop-us" });
    const images = cart.service.need("images");
    const eu = stackFile("eu", {
      namespace: "shop-eu",
      bindings: [bind(images, defineStack<"latest">("us", { tier: "latest" } as never).share(images as never))],
    });
    const [, cloud] = modelOf(fleetOf({ services: [cart], stacks: [us, eu] })).stacks.map(compileCloud);
    expect(cloud?.map(({ inputs }) => inputs)).toMatchObject([{ bucket: "shop-us-us-cart-images", role: "roles/storage.objectUser" }]);
  });

  it("has each resource once, refers only to its own, and is the same each time", () => {
    fc.assert(
      fc.property(randomFleet, ({ fleet }) => {
        const { model } = checkFleet(fleet);
        for (const stack of model?.stacks ?? []) {
          const resources = compileCloud(stack);
          const own = new Set(names(resources));
          expect(own.size).toBe(resources.length);
          for (const { inputs } of resources) for (const { type, name } of referencesIn(inputs)) expect(own).toContain(`${type} ${name}`);
          expect(compileCloud(stack)).toEqual(resources);
        }
      }),
      { numRuns: 100 },
    );
  });

  it("is protected on prod as far as data goes, and nowhere else", () => {
    const services = [serviceFile("cart", { needs: { carts: redis({ memoryGb: 1 }), images: bucket() } })];
    expect([cloudOf(services, "latest").protected, cloudOf(services, "prod").protected]).toEqual([
      [],
      [
        "GlobalAddress prod-services",
        "Network prod",
        "ManagedZone prod-internal",
        "Instance prod-cart-carts",
        "Connection prod-services",
        "Bucket prod-cart-images",
      ],
    ]);
  });
});

function referencesIn(value: unknown): readonly Reference[] {
  if (typeof value !== "object" || value === null) return [];
  if (isLate(value)) return value.kind === "reference" ? [value] : [];
  return Object.values(value).flatMap(referencesIn);
}
