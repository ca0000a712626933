import { expect, it } from "vitest";
import { rollback, type RollbackRequest } from "../../lib/app/rollback.ts";
import { GitFleet } from "./git-fleet.ts";

/** Returns a fleet whose stacks ran v1, v2 and v3 of cart. */
async function released(): Promise<GitFleet> {
  const fleet = new GitFleet(true);
  await fleet.start();
  for (const release of [2, 3]) {
    await fleet.build("cart", release);
    await fleet.up(`cart v${release}`);
  }
  return fleet;
}

const run = async (fleet: GitFleet, request: Partial<RollbackRequest> = {}): Promise<readonly string[]> => {
  const { decisions } = await rollback(fleet.context(), { service: "cart", stacks: [], ...request });
  return decisions.map(({ stack, from, to }) => `${stack}: ${from?.tag} -> ${to?.tag}, holds ${to?.hold?.tag} of ${to?.hold?.by}`);
};

it("takes a service back on every stack, and the hold stays before and after the commit", async () => {
  const fleet = await released();
  expect(await run(fleet)).toEqual(["latest: v3 -> v2, holds v3 of Ada Lovelace", "prod: v3 -> v2, holds v3 of Ada Lovelace"]);
  const held = ["latest: held v2 (hold v3)", "prod: held v2 (hold v3)"];
  expect(await fleet.plan()).toEqual(held);
  fleet.commit("Roll back");
  expect(await fleet.plan()).toEqual(held);
  await fleet.neighbour();
  expect(await fleet.plan()).toEqual(held);
  await fleet.resume("prod/cart");
  expect(await fleet.plan()).toEqual(["latest: held v2 (hold v3)", "prod: keep v3"]);
});

it("changes one service of one stack", async () => {
  const fleet = await released();
  expect(await run(fleet, { stacks: ["prod"], to: "v1" })).toEqual(["prod: v3 -> v1, holds v3 of Ada Lovelace"]);
  expect(fleet.git("diff", "--name-only").trim().split("\n")).toEqual([
    "pulumi-gen/prod/applications/cart.yaml",
    "pulumi-gen/prod/services/cart/deployment-cart.yaml",
    "pulumi-gen/prod/versions.yaml",
  ]);
  expect(await fleet.plan()).toEqual(["latest: keep v3", "prod: held v1 (hold v3)"]);
});

it("gives the files that git revert gives, with the hold", async () => {
  const [fleet, reverted] = [await released(), await released()];
  await run(fleet);
  reverted.git("revert", "--no-edit", "HEAD");
  const images = (each: GitFleet): string => each.git("grep", "--no-color", "shop/cart:", "--", "pulumi-gen");
  expect(images(fleet)).toBe(images(reverted));
});

it("goes further back, and keeps the hold on the latest release", async () => {
  const fleet = await released();
  await run(fleet);
  fleet.commit("Back to v2");
  expect(await run(fleet)).toEqual(["latest: v2 -> v1, holds v3 of Ada Lovelace", "prod: v2 -> v1, holds v3 of Ada Lovelace"]);
  fleet.commit("Back to v1");
  expect(await fleet.plan()).toEqual(["latest: held v1 (hold v3)", "prod: held v1 (hold v3)"]);
});

it("works without the datastore", async () => {
  const fleet = await released();
  fleet.datastore = "/none";
  expect(await run(fleet, { stacks: ["prod"] })).toEqual(["prod: v3 -> v2, holds v3 of Ada Lovelace"]);
});

it.each<readonly [string, Partial<RollbackRequest>]>([
  ["there is nothing to roll cart back to", { to: "v9" }],
  ["there is nothing to roll cart back to", { to: "v3" }],
  ["there is nothing to roll mail back to", { service: "mail", to: "v7" }],
  ['there is no service "nope"', { service: "nope" }],
  ['there is no stack "nope"', { stacks: ["nope"] }],
])("refuses, and writes nothing: %s", async (message, request) => {
  const fleet = await released();
  await expect(run(fleet, request)).rejects.toThrow(message);
  expect(fleet.git("status", "--porcelain")).toBe("");
});
