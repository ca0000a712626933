import { expect, it } from "vitest";
import type { LockEntry } from "../../resolve/lock.ts";
import { waitingServices, withPresentConfigs } from "./wait-in-waves.ts";

const waves = [
  { stage: "latest", stacks: ["latest"], soakMs: 0 },
  { stage: "staging", stacks: ["staging"], soakMs: 60_000 },
  { stage: "prod", stacks: ["eu", "us"], soakMs: 0 },
].map((wave) => ({ ...wave, place: `the stage ${wave.stage}`, health: [], rollsBack: false }));

const behind = new Map(["latest", "staging", "eu"].map((stack) => [stack, new Set(["cart"])]));

it.each<readonly [what: string, running: readonly string[], expected: Readonly<Record<string, string>>]>([
  ["every stack runs it", ["latest", "staging", "eu"], { staging: "latest", eu: "staging" }],
  ["staging does not run it", ["latest", "eu"], { staging: "latest", eu: "latest" }],
  ["only prod runs it", ["eu"], {}],
])("lets a service wait for the nearest wave that runs it, if %s", (_what, running, expected) => {
  const waiting = waitingServices(behind, waves, (stack) => running.includes(stack));
  expect(Object.fromEntries(waiting.map(({ stack, before }) => [stack, before.stage]))).toEqual(expected);
});

it("gives the present configuration to the chosen services only", () => {
  const locks = new Map([
    ["latest", new Map<string, LockEntry>(["cart", "mail", "old"].map((name) => [name, { tag: "v1", config: "0" }]))],
  ]);
  const configs = new Map([
    [
      "latest",
      new Map([
        ["cart", "1"],
        ["mail", "2"],
        ["platform", "3"],
      ]),
    ],
  ]);
  const next = withPresentConfigs(locks, configs, (_stack, service) => service !== "mail").get("latest");
  expect([...(next ?? [])].map(([name, { config }]) => [name, config])).toEqual([
    ["cart", "1"],
    ["mail", "0"],
    ["old", "0"],
    ["platform", "3"],
  ]);
});
