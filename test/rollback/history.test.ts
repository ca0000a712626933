import { expect, it } from "vitest";
import { history } from "../../lib/app/history.ts";
import { entryChangeText } from "../../lib/report/results/entry-change.ts";
import { GitFleet } from "./git-fleet.ts";

async function lines(fleet: GitFleet, service = "cart", stacks: readonly string[] = ["prod"], limit = 20): Promise<readonly string[]> {
  const { changes } = await history(fleet.context(), { service, stacks, limit });
  return changes.map((change) => `${change.stack}: ${entryChangeText(change)}, ${change.author}, ${change.subject}`);
}

it("lists releases, rollbacks and holds of a service, newest first", async () => {
  const fleet = new GitFleet(true);
  await fleet.start();
  await fleet.build("cart", 2);
  await fleet.up("cart v2");
  await fleet.neighbour();
  fleet.git("revert", "--no-edit", "HEAD^");
  await fleet.up("Hold");
  await fleet.resume("prod/cart");
  expect(await lines(fleet)).toEqual([
    "prod: v1 -> v2 (hold lifted), Ada Lovelace, resume prod/cart",
    "prod: v1 (held from v2 by Ada Lovelace), Ada Lovelace, Hold",
    'prod: v2 -> v1, Ada Lovelace, Revert "cart v2"',
    "prod: v1 -> v2, Ada Lovelace, cart v2",
    "prod: new v1, Ada Lovelace, v1",
  ]);
  expect(await lines(fleet, "cart", [], 3)).toEqual([
    "prod: v1 -> v2 (hold lifted), Ada Lovelace, resume prod/cart",
    "latest: v1 (held from v2 by Ada Lovelace), Ada Lovelace, Hold",
    "prod: v1 (held from v2 by Ada Lovelace), Ada Lovelace, Hold",
  ]);
});

it("lists a change of a branch once, and a merge only if it decides", async () => {
  const fleet = new GitFleet(false);
  await fleet.start();
  fleet.git("switch", "--quiet", "--create", "side");
  await fleet.build("cart", 2);
  await fleet.up("cart v2");
  fleet.git("switch", "--quiet", "main");
  fleet.commit("Other");
  fleet.git("merge", "--quiet", "--no-ff", "--no-edit", "side");
  expect(await lines(fleet)).toEqual(["prod: v1 -> v2, Ada Lovelace, cart v2", "prod: new v1, Ada Lovelace, v1"]);
});

it("lists a service and a stack that are gone", async () => {
  const fleet = new GitFleet(false);
  await fleet.start();
  fleet.stacks = { latest: { without: ["cart"] }, prod: {} };
  await fleet.up("Remove cart");
  expect((await lines(fleet, "cart", ["latest"]))[0]).toBe("latest: v1 goes, Ada Lovelace, Remove cart");
});

it("names what it does not find", async () => {
  const fleet = new GitFleet(false);
  await fleet.start();
  await expect(lines(fleet, "nope", [])).rejects.toThrow("no stack has ever run nope, as far as HEAD knows");
  await expect(lines(fleet, "nope", ["latest", "prod"])).rejects.toThrow("neither latest nor prod has ever run nope");
});
