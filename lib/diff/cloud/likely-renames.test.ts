import { expect, it } from "vitest";
import { cloudOf } from "../../../test/cloud-inputs.ts";
import { serviceFile } from "../../../test/fleets.ts";
import { recordedAs } from "../../cloud/place/recorded-as.ts";
import { bucket } from "../../model/needs/bucket.ts";
import { postgres } from "../../model/needs/postgres.ts";
import { redis } from "../../model/needs/redis.ts";
import { topic } from "../../model/needs/topic.ts";
import { likelyRenames } from "./likely-renames.ts";
import { settleShard } from "./settle-shard.ts";

type Needs = Readonly<Record<string, unknown>>;

const SHARD = "latest.needs-1";
const cloud = (services: Readonly<Record<string, Needs>>) =>
  cloudOf(
    Object.entries(services).map(([name, needs]) => serviceFile(name, { needs })),
    "latest",
  ).resources;

const carts = redis({ memoryGb: 1, auth: true });

it.each<readonly [what: string, before: Readonly<Record<string, Needs>>, after: Readonly<Record<string, Needs>>, found: readonly string[]]>(
  [
    ["a need with another name", { cart: { carts } }, { cart: { sessions: carts } }, ["cart sessions: carts"]],
    ["a need with another name and size", { cart: { carts } }, { cart: { sessions: redis({ memoryGb: 2 }) } }, ["cart sessions: carts"]],
    ["a service with another name", { cart: { carts } }, { basket: { carts } }, ["basket carts: cart.carts"]],
    ["a topic", { cart: { placed: topic() } }, { cart: { orders: topic() } }, ["cart orders: placed"]],
    [
      "two needs",
      { cart: { a: bucket(), b: postgres({ storageGb: 10 }) } },
      { cart: { c: bucket(), d: postgres({ storageGb: 10 }) } },
      ["cart c: a", "cart d: b"],
    ],
    ["no need of another kind", { cart: { carts } }, { cart: { sessions: bucket() } }, []],
    ["no need that says it", { cart: { carts } }, { cart: { sessions: redis({ memoryGb: 1, auth: true, movedFrom: "carts" }) } }, []],
    ["no new need beside the recorded one", { cart: { carts } }, { cart: { carts, sessions: carts } }, []],
    ["no need that goes", { cart: { carts, sessions: carts } }, { cart: { sessions: carts } }, []],
    ["no other need of another service", { cart: { carts } }, { basket: { sessions: carts } }, []],
  ],
)("finds %s", (_what, before, after, found) => {
  const { resources: recorded } = recordedAs(SHARD, cloud(before));
  const { changes } = settleShard({ stack: "latest", shard: SHARD, project: "shop", resources: cloud(after), recorded });
  expect(
    likelyRenames(changes)
      .map(({ service, need, movedFrom }) => `${service} ${need}: ${movedFrom}`)
      .sort(),
  ).toEqual(found);
});
