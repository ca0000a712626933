import { describe, expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { cloudResource, defineNeed, hostRecord, outputOf } from "../../index.ts";
import { checkOwnResources } from "../check-own-resources.ts";

const SERVER = "gcp:redis/instance:Instance";

/** A cache with a separate server. */
const cache = defineNeed("page-cache", {
  bind: (_options: { readonly gib: number }, { host }) => ({ host }),
  egress: [6379],
  secrets: ["password"],
  resources: ({ gib }, place) => {
    const { name, project, region, labels, network } = place;
    const server = cloudResource(SERVER, name, { authorizedNetwork: network, labels, memorySizeGb: gib, project, region });
    return [server, hostRecord(place, [outputOf(server, "host")])];
  },
});

const cart = (need: unknown): ReturnType<typeof serviceFile> => serviceFile("cart", { needs: { pages: need }, scale: { min: 3 } });

describe("a kind of the user's repository has resources in the cloud", () => {
  const cloud = cloudOf([cart(cache({ gib: 2 }))], "prod");
  const own = cloud.resources.filter(({ block }) => block.kind === "PageCache");

  it("in a component of its own, with the inputs that the kind returns", () => {
    expect(own.map(({ type, name, block }) => [type, name, block.name, block.service])).toEqual([
      ["gcp:dns/recordSet:RecordSet", "pages.cart.prod.internal", "cart-pages", "cart"],
      [SERVER, "prod-cart-pages", "cart-pages", "cart"],
    ]);
    expect(cloud.get(SERVER, "prod-cart-pages")).toMatchObject({
      authorizedNetwork: "projects/shop-prod/global/networks/prod",
      labels: { need: "pages", service: "cart", stack: "prod" },
      name: "prod-cart-pages",
      memorySizeGb: 2,
      project: "shop-prod",
    });
  });

  it("under the name that the pods get", () => {
    expect(cloud.get("gcp:dns/recordSet:RecordSet", "pages.cart.prod.internal")).toEqual({
      managedZone: "prod-internal",
      name: "pages.cart.prod.internal.",
      project: "shop-prod",
      rrdatas: [{ kind: "reference", type: SERVER, name: "prod-cart-pages", output: "host" }],
      ttl: 60,
      type: "A",
    });
  });

  it("beside its secrets, and with the network that leads to it", () => {
    expect(cloud.resources.some(({ name }) => name === "prod-cart-pages-password")).toBe(true);
    expect(cloud.resources.some(({ type }) => type === "gcp:compute/network:Network")).toBe(true);
  });

  it.each<readonly [tier: "latest" | "prod", names: readonly string[]]>([
    ["latest", []],
    ["prod", ["prod-cart-pages"]],
  ])("protected on prod unless the kind says otherwise: %s", (tier, names) => {
    const { protected: all } = cloudOf([cart(cache({ gib: 2 }))], tier);
    expect(all.filter((each) => each.startsWith("Instance"))).toEqual(names.map((name) => `Instance ${name}`));
  });
});

/** Returns the problems of a kind with other `resources`. */
function problemsWith(resources: unknown): readonly string[] {
  const kind = defineNeed("mongo", { bind: (_options: object, { host }) => ({ host }), resources: resources as never });
  const fleet = fleetOf({ services: [serviceFile("cart", { needs: { db: kind() } })], stacks: [stackFile("latest")] });
  return modelOf(fleet).stacks.flatMap((stack) => checkOwnResources(stack).map(({ path, message }) => `${path}: ${message}`));
}

const instance = (fields: Fields, name = "latest-cart-db"): unknown => ({ type: SERVER, name, inputs: { memorySizeGb: 1 }, ...fields });

describe("a mistake of a kind's resources is a problem of the need", () => {
  it.each<readonly [what: string, resources: unknown, problem: string]>([
    [
      "it throws",
      () => {
        throw new Error("no region");
      },
      "failed: no region",
    ],
    ["it returns no list", () => ({}), "must return a list"],
    ["it returns a promise", async () => [], "must return a list"],
    ["it returns something else", () => ["redis"], "must return results of cloudResource"],
    [
      "a name that another need may have",
      () => [instance({}, "latest-cart-dbs")],
      'has a resource "latest-cart-dbs"; its name must be "latest-cart-db" or begin with "latest-cart-db-"',
    ],
    ["one name twice", () => [instance({}), instance({})], `has ${SERVER} "latest-cart-db" twice`],
    [
      "another project",
      () => [instance({ inputs: { memorySizeGb: 1, project: "shop-prod" } })],
      `puts ${SERVER} "latest-cart-db" into project "shop-prod"; the instance is in "shop-latest"`,
    ],
    [
      "a type that Fairlead does not know",
      () => [instance({ type: "aws:s3:Bucket" })],
      'has "latest-cart-db" of the unknown type "aws:s3:Bucket"',
    ],
    ["no value of a required input", () => [instance({ inputs: {} })], `has no memorySizeGb of ${SERVER} "latest-cart-db"`],
    ["no inputs", () => [instance({ inputs: 3 })], `has no inputs for ${SERVER} "latest-cart-db"`],
    [
      "an input that is no data",
      () => [instance({ inputs: { memorySizeGb: 1, labels: { a: () => "x" } } })],
      `has labels.a of ${SERVER} "latest-cart-db", which is no plain data; outputOf refers to an output of another resource`,
    ],
    [
      "an Output of Pulumi",
      () => [instance({ inputs: { memorySizeGb: 1, zones: [Promise.resolve("a")] } })],
      `has zones.0 of ${SERVER} "latest-cart-db", which is no plain data; outputOf refers to an output of another resource`,
    ],
  ])("%s", (_what, resources, problem) => {
    expect(problemsWith(resources)).toEqual([`needs.db: resources of "mongo" ${problem}`]);
  });

  it("says all of them", () => {
    expect(problemsWith(() => [instance({}, "x"), instance({ inputs: undefined })])).toHaveLength(2);
  });
});
