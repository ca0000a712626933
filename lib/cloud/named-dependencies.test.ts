import { describe, expect, it } from "vitest";
import { richCloud } from "../../test/engine/rich-cloud.ts";
import { resourceKey } from "./place/known-references.ts";
import { referencesIn } from "./place/recorded-as.ts";
import { placeShards } from "./place/place-shards.ts";
import { withNamedDependencies } from "./named-dependencies.ts";
import { type AnyCloudResource, resourcesOf } from "./resource.ts";

const shortKey = ({ type, name }: Pick<AnyCloudResource, "name" | "type">): string => `${type.replace(/.*:/, "")} ${name}`;

/** Returns all that a resource waits for, also over others of its part. */
function waitsFor(start: AnyCloudResource, part: readonly AnyCloudResource[]): ReadonlySet<string> {
  const byKey = new Map(part.map((each) => [resourceKey(each), each]));
  const found = new Set<AnyCloudResource>();
  const visit = ({ inputs, dependsOn }: AnyCloudResource): void => {
    for (const next of [...referencesIn(inputs), ...dependsOn].flatMap((each) => byKey.get(resourceKey(each)) ?? [])) {
      if (found.has(next)) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(start);
  return new Set([...found].map(shortKey));
}

describe("a resource waits for what it names", () => {
  const [foundation] = placeShards("prod", richCloud("prod"), []);
  const part = foundation?.resources ?? [];

  it.each<readonly [resource: string, first: string]>([
    ["Router prod-nat", "Network prod"],
    ["Subnetwork prod-nodes", "Network prod"],
    ["Cluster prod", "Network prod"],
    ["RouterNat prod-nat", "Network prod"],
    ["Address prod-postgres-17", "Subnetwork prod-endpoints"],
    ["ForwardingRule prod-postgres-17", "Network prod"],
    ["RecordSet postgres-17.prod.internal", "ManagedZone prod-internal"],
    ["RecordSet shop.shop.example.com", "ManagedZone prod-public"],
    ["RecordSet docs.shop.example.com", "ManagedZone prod-public"],
    ["RecordSet _acme-challenge.docs.shop.example.com", "ManagedZone prod-public"],
    ["TargetHttpsProxy prod-site-docs", "CertificateMap prod-site-docs"],
    ["GlobalForwardingRule prod-site-docs", "CertificateMap prod-site-docs"],
  ])("%s <- %s", (name, first) => {
    const resource = part.find((each) => shortKey(each) === name);
    if (resource === undefined) throw new Error(`no ${name}; there are ${part.map(shortKey).join(", ")}`);
    expect([...waitsFor(resource, part)]).toContain(first);
  });

  it("and the entries of a certificate map wait for the map", () => {
    const entries = part.filter(({ type }) => type === "gcp:certificatemanager/certificateMapEntry:CertificateMapEntry");
    expect(entries.map((entry) => [...waitsFor(entry, part)].filter((each) => each.startsWith("CertificateMap ")))).toEqual([
      ["CertificateMap prod-site-docs"],
    ]);
  });

  it("only within its part of the stack", () => {
    const parts = placeShards("prod", richCloud("prod"), []);
    for (const { resources } of parts) {
      const own = new Set(resources.map(resourceKey));
      for (const { dependsOn } of resources) expect(dependsOn.map(resourceKey).filter((key) => !own.has(key))).toEqual([]);
    }
  });

  it("never for itself, and never for a resource of a service, which others reach by reference", () => {
    const topic = (name: string, service?: string): AnyCloudResource =>
      resourcesOf({ kind: "Topic", name, ...(service === undefined ? {} : { service }) })("gcp:pubsub/topic:Topic", name, {
        name,
        project: "shop",
        kmsKeyName: "projects/shop/topics/all",
      });
    const known = withNamedDependencies([topic("all"), topic("cart", "cart")]).map(({ name, dependsOn }) => [
      name,
      dependsOn.map(shortKey),
    ]);
    expect(known).toEqual([
      ["all", []],
      ["cart", ["Topic all"]],
    ]);
  });
});
