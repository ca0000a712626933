import { describe, expect, it } from "vitest";
import { cloudInputs } from "../../../test/cloud-inputs.ts";
import { recordedAs } from "../../cloud/place/recorded-as.ts";
import type { RecordedResource } from "../../cloud/recorded.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import { address } from "../../model/address.ts";
import { postgres } from "../../model/needs/postgres.ts";
import { bucket } from "../../model/needs/bucket.ts";
import { redis } from "../../model/needs/redis.ts";
import type { Tier } from "../../model/tier.ts";
import { type CloudChange, changesState } from "./cloud-change.ts";
import { previewShard } from "./preview-shard.ts";

const SHARD = "shop.needs-1";
const cloud = (needs: Readonly<Record<string, unknown>>, tier: Tier = "latest") => cloudInputs(needs, tier).resources;
const record = (resources: readonly AnyCloudResource[]) => recordedAs(SHARD, resources).resources;
const preview = (recorded: readonly RecordedResource[], resources: readonly AnyCloudResource[]): readonly CloudChange[] =>
  previewShard({ stack: "shop", shard: SHARD, project: "shop", resources, recorded }).filter(changesState);
/** Writes a change as a line: `replace redis.Instance latest-cart-carts: tier`. */
const line = ({ action, type, name, causes, properties, because, protected: isProtected, protection }: CloudChange): string => {
  const [, module = "", cls = ""] = type.split(":");
  const paths = action === "replace" ? causes : properties;
  const notes = [
    ...(isProtected ? ["protected"] : []),
    ...(protection === undefined ? [] : [`protection ${protection}`]),
    ...(because === undefined ? [] : [`because ${because}`]),
  ];
  return [`${action} ${module.split("/")[0]}.${cls} ${name}`, ...(paths.length > 0 ? [paths.join(", ")] : []), ...notes].join(": ");
};
const lines = (recorded: readonly RecordedResource[], resources: readonly AnyCloudResource[]): readonly string[] =>
  preview(recorded, resources).map(line);

const carts = (options: object, tier?: Tier) => cloud({ carts: redis({ memoryGb: 1, ...options }) }, tier);
const orders = (options: object) => cloud({ orders: postgres({ storageGb: 10, ...options }) });

describe("the embedded preview", () => {
  it("creates everything that no state has", () => {
    const resources = carts({});
    expect(preview([], resources).map(({ action }) => action)).toEqual(resources.map(() => "create"));
  });

  it("replaces a Redis whose addresses move, because Memorystore moves none", () => {
    const at = (range: string) => {
      const spec = redis({ memoryGb: 1 });
      return cloudInputs({ carts: spec }, "latest", { addresses: [address({ service: "cart", need: "carts", spec }, range)] }).resources;
    };
    expect(lines(record(at("10.10.224.13/32")), at("10.10.225.13/32"))).toContain(
      "replace redis.Instance latest-cart-carts: reservedIpRange",
    );
  });

  it.each<readonly [what: string, before: readonly AnyCloudResource[], after: readonly AnyCloudResource[], expected: readonly string[]]>([
    ["changes nothing without a change", carts({ auth: true, tls: true }), carts({ auth: true, tls: true }), []],
    ["updates", carts({}), carts({ memoryGb: 2 }), ["update redis.Instance latest-cart-carts: memorySizeGb"]],
    [
      "replaces with the property, and what refers to the new one follows",
      carts({}),
      carts({ highAvailability: true }),
      [
        "update dns.RecordSet carts.cart.latest.internal: rrdatas.0: because latest-cart-carts",
        "replace redis.Instance latest-cart-carts: tier",
      ],
    ],
    [
      "deletes",
      cloud({ carts: redis({ memoryGb: 1 }), images: bucket() }),
      carts({}),
      ["delete storage.Bucket latest-cart-images", "delete storage.BucketIAMMember cart-latest-cart-images"],
    ],
    [
      "replaces what cannot live without a server that goes first",
      orders({}),
      orders({}).map((each) =>
        each.type === "gcp:sql/databaseInstance:DatabaseInstance" ? { ...each, inputs: { ...each.inputs, region: "us-east1" } } : each,
      ),
      [
        "update compute.ForwardingRule latest-cart-orders: target: because latest-cart-orders",
        "replace sql.Database latest-cart-orders: instance: because latest-cart-orders",
        "replace sql.DatabaseInstance latest-cart-orders: region",
        "replace sql.User latest-cart-orders: instance: because latest-cart-orders",
      ],
    ],
    [
      "keeps the protection of what goes with a server, also if it ends in the same run",
      orders({}).map((each) => (each.type === "gcp:sql/user:User" ? { ...each, protect: true } : each)),
      orders({}).map((each) =>
        each.type === "gcp:sql/databaseInstance:DatabaseInstance" ? { ...each, inputs: { ...each.inputs, region: "us-east1" } } : each,
      ),
      [
        "update compute.ForwardingRule latest-cart-orders: target: because latest-cart-orders",
        "replace sql.Database latest-cart-orders: instance: because latest-cart-orders",
        "replace sql.DatabaseInstance latest-cart-orders: region",
        "replace sql.User latest-cart-orders: instance: protected: protection ends: because latest-cart-orders",
      ],
    ],
    [
      "begins the protection",
      carts({}),
      carts({}).map((each) => (each.type === "gcp:redis/instance:Instance" ? { ...each, protect: true } : each)),
      ["same redis.Instance latest-cart-carts: protection begins"],
    ],
    [
      "keeps what only has another name",
      carts({}),
      carts({}).map((each) =>
        each.type === "gcp:dns/recordSet:RecordSet" && each.name.startsWith("carts")
          ? { ...each, name: "other", aliases: [{ name: each.name, block: each.block }] }
          : each,
      ),
      ["same dns.RecordSet other"],
    ],
    [
      "ignores what counts for a creation only",
      carts({}),
      carts({ memoryGb: 9 }).map((each) => ({ ...each, ignoreChanges: ["memorySizeGb"] })),
      [],
    ],
  ])("%s", (_what, before, after, expected) => {
    expect(lines(record(before), after)).toEqual(expected);
  });

  it("keeps what moves to a component of another kind", () => {
    const moved = carts({}).map((each) => ({
      ...each,
      block: { ...each.block, kind: "Moved" },
      aliases: [{ name: each.name, block: each.block }],
    }));
    const changes = preview(record(carts({})), moved);
    expect([changes.length, new Set(changes.map(({ action }) => action))]).toEqual([moved.length, new Set(["same"])]);
  });

  it("marks what is protected", () => {
    const recorded = record(carts({}, "prod"));
    expect(lines(recorded, []).filter((each) => each.endsWith("protected"))).toEqual([
      "delete compute.GlobalAddress prod-services: protected",
      "delete compute.Network prod: protected",
      "delete dns.ManagedZone prod-internal: protected",
      "delete redis.Instance prod-cart-carts: protected",
      "delete servicenetworking.Connection prod-services: protected",
    ]);
    expect(preview(recorded, []).find(({ name }) => name === "prod-cart-carts")?.service).toBe("cart");
  });

  it("deletes what an earlier run replaced and left", () => {
    const resources = cloud({ images: bucket() });
    const recorded = record(resources);
    const left = recorded.filter(({ type }) => type.startsWith("gcp:storage/")).map((each) => ({ ...each, delete: true, protect: true }));
    expect(lines([...recorded, ...left], resources)).toEqual([
      "delete storage.Bucket latest-cart-images",
      "delete storage.BucketIAMMember cart-latest-cart-images",
    ]);
  });
});
