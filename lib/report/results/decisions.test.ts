import { expect, it } from "vitest";
import type { Decision } from "../../resolve/decision.ts";
import type { LockEntry } from "../../resolve/lock.ts";
import { groupDecisions, groupSubject } from "./decisions.ts";

const entry = (tag: string, config: string): LockEntry => ({ channel: "main", digest: `sha256:${tag}`, release: tag, seq: 1, tag, config });
const waiting = (service: string, stack = "prod", reason = "it waits for staging"): Decision => ({
  stack,
  service,
  outcome: "waiting",
  from: entry(`v-${service}`, "old"),
  to: entry(`v-${service}`, "old"),
  reason,
  hint: `now: npx fairlead up --service ${service} --now`,
});
const advance = (service: string, from = entry("v1", "old"), to = entry("v1", "new")): Decision => ({
  stack: "latest",
  service,
  outcome: "advance",
  from,
  to,
  reason: "it takes the present configuration",
});
const all = ["ad", "cart", "email", "pay"];

it.each<readonly [what: string, decisions: readonly Decision[], groups: readonly string[]]>([
  [
    "few services have a line each",
    ["ad", "cart", "pay"].map((each) => waiting(each)),
    ["waiting ad on prod", "waiting cart on prod", "waiting pay on prod"],
  ],
  ["many services that wait for the same share one", all.map((each) => waiting(each)), ["waiting 4 services on prod"]],
  ["so on several stacks", all.flatMap((each) => [waiting(each, "eu"), waiting(each, "us")]), ["waiting 4 services on eu,us"]],
  [
    "another reason is another line",
    [...all.map((each) => waiting(each)), waiting("web", "prod", "it waits for latest")],
    ["waiting 4 services on prod", "waiting web on prod"],
  ],
  [
    "the platform keeps its line",
    [...all.map((each) => waiting(each)), { ...waiting("platform"), isReserved: true }],
    ["waiting 4 services on prod", "waiting platform on prod"],
  ],
  ["many services that take a configuration share one", all.map((each) => advance(each)), ["advance 4 services on latest"]],
  [
    "a release never shares one",
    all.map((each) => advance(each, entry("v1", "old"), entry("v2", "old"))),
    all.map((each) => `advance ${each} on latest`),
  ],
])("%s", (_what, decisions, groups) => {
  expect(groupDecisions(decisions).map((group) => `${group.outcome} ${groupSubject(group)} on ${group.stacks.join()}`)).toEqual(groups);
});

it("has the command of one of the services", () => {
  expect(groupDecisions(all.map((each) => waiting(each)))).toMatchObject([
    { services: all, version: "", hint: "one of them, now: npx fairlead up --service ad --now" },
  ]);
});
