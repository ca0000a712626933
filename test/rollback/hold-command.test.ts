import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hold, type HoldRequest } from "../../lib/app/hold/hold.ts";
import { history } from "../../lib/app/history.ts";
import { rollback } from "../../lib/app/rollback.ts";
import { entryChangeText } from "../../lib/report/results/entry-change.ts";
import { GitFleet } from "./git-fleet.ts";

async function started(): Promise<GitFleet> {
  const fleet = new GitFleet(true);
  await fleet.start();
  return fleet;
}

const run = async (fleet: GitFleet, request: Partial<HoldRequest> = {}): Promise<readonly string[]> => {
  const { decisions } = await hold(fleet.context(), { service: "cart", stacks: [], reason: "the sale", ...request });
  return decisions.map(({ stack, outcome, to, reason }) => `${stack}: ${outcome} ${to?.tag}, ${reason}`);
};

it("keeps a service at what runs, and its neighbour moves", async () => {
  const fleet = await started();
  expect(await run(fleet)).toEqual(["latest: held v1, Ada Lovelace holds it: the sale", "prod: held v1, Ada Lovelace holds it: the sale"]);
  expect(fleet.git("diff", "--name-only").trim().split("\n")).toEqual(["pulumi-gen/latest/versions.yaml", "pulumi-gen/prod/versions.yaml"]);
  const held = ["latest: held v1 (hold v1)", "prod: held v1 (hold v1)"];
  expect(await fleet.plan()).toEqual(held);
  fleet.commit("Hold cart");
  for (const release of [2, 3]) {
    await fleet.build("cart", release);
    await fleet.neighbour();
    expect(await fleet.plan()).toEqual(held);
  }
  await fleet.up("nothing");
  expect(fleet.git("show", "--stat", "--format=").trim()).toBe("");
  await fleet.resume("latest/cart");
  expect(await fleet.plan()).toEqual(["latest: keep v3", "prod: held v1 (hold v1)"]);
});

it("writes the person, the reason and the times to one entry of one lock", async () => {
  const fleet = await started();
  await run(fleet, { stacks: ["prod"], until: "4h" });
  const added = fleet
    .git("diff", "--unified=0")
    .split("\n")
    .filter((line) => /^[-+] /.test(line));
  expect(added).toEqual([
    "+  hold:",
    "+    by: Ada Lovelace",
    `+    digest: sha256:1${"0".repeat(63)}`,
    "+    reason: the sale",
    "+    release: 0000000001-100000000000",
    "+    seq: 1",
    "+    since: '2026-06-01T00:00:00Z'",
    "+    tag: v1",
    "+    until: '2026-06-01T04:00:00Z'",
  ]);
});

it("ends at its time with the next run", async () => {
  const fleet = await started();
  await run(fleet, { until: "4h" });
  fleet.commit("Hold cart");
  await fleet.build("cart", 2);
  expect(await fleet.plan()).toEqual(["latest: held v1 (hold v1)", "prod: held v1 (hold v1)"]);
  fleet.now = "2026-06-01T04:00:00Z";
  expect(await fleet.plan()).toEqual(["latest: advance v2", "prod: advance v2"]);
  await fleet.up("after the hold");
  expect(readFileSync(join(fleet.root, "pulumi-gen/prod/versions.yaml"), "utf8")).not.toContain("hold");
});

it("is taken back by git revert, and comes back by a revert of the revert", async () => {
  const fleet = await started();
  await run(fleet);
  fleet.commit("Hold cart");
  await fleet.build("cart", 2);
  fleet.git("revert", "--no-edit", "HEAD");
  expect(await fleet.plan()).toEqual(["latest: advance v2", "prod: advance v2"]);
  fleet.git("revert", "--no-edit", "HEAD");
  expect(await fleet.plan()).toEqual(["latest: held v1 (hold v1)", "prod: held v1 (hold v1)"]);
});

it("lasts over a rollback, and the rollback lasts over its end", async () => {
  const fleet = await started();
  await fleet.build("cart", 2);
  await fleet.up("cart v2");
  await run(fleet, { until: "4h" });
  fleet.commit("Hold cart");
  await rollback(fleet.context(), { service: "cart", stacks: [] });
  fleet.commit("Roll cart back");
  await fleet.build("cart", 3);
  expect(await fleet.plan()).toEqual(["latest: held v1 (hold v2)", "prod: held v1 (hold v2)"]);
  fleet.now = "2026-06-02T00:00:00Z";
  expect(await fleet.plan()).toEqual(["latest: advance v3", "prod: held v1 (hold v2)"]);
});

it("stands in the history with its reason", async () => {
  const fleet = await started();
  await run(fleet);
  fleet.commit("Hold cart");
  const { changes } = await history(fleet.context(), { service: "cart", stacks: ["prod"], limit: 1 });
  expect(changes.map(entryChangeText)).toEqual(["v1 (held by Ada Lovelace since 2026-06-01: the sale)"]);
});

it("needs no datastore and no commit", async () => {
  const fleet = await started();
  fleet.datastore = "/none";
  fleet.remove(".git");
  expect(await run(fleet, { stacks: ["prod"] })).toEqual([expect.stringMatching("^prod: held v1, .* holds it: the sale$")]);
});

it.each<readonly [string, Partial<HoldRequest>]>([
  ['there is no service "nope"', { service: "nope" }],
  ['there is no stack "nope"', { stacks: ["nope"] }],
  ['--reason "" is not one line of 1 to 200 characters', { reason: "" }],
  ['--reason "a\\nb" is not one line of 1 to 200 characters', { reason: "a\nb" }],
  ["--until 2026-01-01 has passed: it is 2026-06-01T00:00:00Z", { until: "2026-01-01" }],
])("refuses, and writes nothing: %s", async (message, request) => {
  const fleet = await started();
  await expect(run(fleet, request)).rejects.toThrow(message);
  expect(fleet.git("status", "--porcelain")).toBe("");
});

it("names a stack that does not run the service", async () => {
  const fleet = await started();
  fleet.stacks = { latest: {}, prod: { without: ["cart"] } };
  await fleet.up("without cart");
  await expect(run(fleet, { stacks: ["latest", "prod"] })).rejects.toMatchObject({
    message: "there is nothing to hold of cart; nothing was written",
    problems: [{ path: "cart", message: "prod does not run it" }],
  });
});
