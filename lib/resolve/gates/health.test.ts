import { describe, expect, it } from "vitest";
import { entryOf, heldEntry, IMAGE, pointerTo } from "../../../test/decision-rows.ts";
import type { Stage } from "../../model/pipeline/pipeline.ts";
import type { Decision } from "../decision.ts";
import type { FleetVersions, StackVersions } from "../gate.ts";
import type { LockEntry } from "../lock.ts";
import { resolveFleet } from "../resolve.ts";
import { wavesInQuestion } from "../travel/checked-pairs.ts";
import type { FleetTravel } from "../travel/fleet-travel.ts";
import type { Unhealthy } from "../travel/wave-health.ts";

const NOW = "2026-06-01T12:00:00Z";
const LONG_AGO = "2026-05-01T00:00:00Z";
const CONFIG = "c0ffee000000";
const NAMES = ["staging", "eu", "us"];
const HTTP = [{ kind: "http", url: "https://shop.example.com", status: 200 }] as const;

const stage = (name: string, waves: readonly (readonly string[])[], rollsBack = false): Stage => ({
  name,
  waves,
  soakMs: 3_600_000,
  health: HTTP,
  delivery: "push",
  rollsBack,
});

const stackOf = (name: string): StackVersions => ({
  name,
  tier: name === "staging" ? "staging" : "prod",
  channel: "latest",
  movedFrom: [],
  services: [{ name: "cart", release: "cart", image: IMAGE, imagesFrom: [] }],
});

interface Story {
  /** The entries of staging, eu and us: `v2@2`. */
  readonly locks: readonly (LockEntry | string)[];
  readonly since?: Readonly<Record<string, string>>;
  readonly unhealthy?: readonly (readonly [place: string, ...reasons: Unhealthy[]])[];
  readonly takenBack?: FleetTravel["takenBack"];
  readonly rollsBack?: boolean;
  readonly pass?: "now";
  readonly resume?: string;
}

/** Returns a fleet with the stage staging, and two waves of prod. Its channel names v2. */
function fleetOf({
  locks,
  since = {},
  unhealthy = [],
  takenBack,
  rollsBack,
  pass,
  resume,
}: Story): FleetVersions & { readonly travel: FleetTravel } {
  const entries = locks.map((each) => ({ config: CONFIG, ...(typeof each === "string" ? entryOf(each) : each) }));
  return {
    stacks: NAMES.map(stackOf),
    locks: new Map(NAMES.map((name, at) => [name, new Map(entries[at] === undefined ? [] : [["cart", entries[at]]])])),
    channels: new Map([["latest", { name: "latest", pointers: new Map([["cart", pointerTo("v2@2")]]), broken: new Map() }]]),
    now: NOW,
    resume: new Set(resume === undefined ? [] : [resume]),
    travel: {
      pipeline: { stages: [stage("staging", [["staging"]], rollsBack), stage("prod", [["eu"], ["us"]], rollsBack)], freezes: [] },
      configs: new Map(NAMES.map((name) => [name, new Map([["cart", CONFIG]])])),
      since: new Map(NAMES.map((name) => [`${name}/cart`, since[name] ?? LONG_AGO])),
      freezes: [],
      unhealthy: new Map(unhealthy.map(([place, ...reasons]) => [place, reasons])),
      ...(takenBack === undefined ? {} : { takenBack }),
      passOf: () => pass,
    },
  };
}

function decisionsOf(story: Story): Readonly<Record<string, Decision>> {
  const { decisions } = resolveFleet({ ...fleetOf(story), history: new Map(), isDeployed: () => true, brokenRecords: new Map() });
  return Object.fromEntries(decisions.map((each) => [each.stack, each]));
}

const said = ({ outcome, to, reason }: Decision): string => `${outcome} ${to?.tag}: ${reason}`;

const FAILED: Unhealthy = { state: "failed", reason: "errors is 0.07 and not below 0.01" };
const UNKNOWN: Unhealthy = { state: "unknown", reason: "errors is unknown: no answer" };

describe("the gate of health", () => {
  it.each<readonly [string, Story["unhealthy"], string]>([
    ["a healthy wave", [], "advance v2: channel latest names v2"],
    [
      "a failed check",
      [["the stage staging", FAILED]],
      "waiting v1: it waits for the stage staging, which is not healthy: errors is 0.07 and not below 0.01",
    ],
    [
      "a check without a result",
      [["the stage staging", UNKNOWN]],
      "waiting v1: it waits for the stage staging, whose health is not proven: errors is unknown: no answer",
    ],
    [
      "a failed check after one without a result",
      [["the stage staging", UNKNOWN, FAILED]],
      "waiting v1: it waits for the stage staging, which is not healthy: errors is 0.07 and not below 0.01",
    ],
    ["a failed check of its own wave", [["wave 1 of prod", FAILED]], "advance v2: channel latest names v2"],
    ["a failure of another service", [["the stage staging", { ...FAILED, pair: "staging/mail" }]], "advance v2: channel latest names v2"],
    [
      "a failure of the service on the stack before",
      [["the stage staging", { ...FAILED, pair: "staging/cart" }]],
      "waiting v1: it waits for the stage staging, which is not healthy: errors is 0.07 and not below 0.01",
    ],
  ])("%s", (_what, unhealthy, decision) => {
    expect(said(decisionsOf({ locks: ["v2@2", "v1@1", "v1@1"], unhealthy: unhealthy ?? [] })["eu"] ?? never())).toBe(decision);
  });

  it("passes a service with --now", () => {
    const story: Story = { locks: ["v2@2", "v1@1", "v1@1"], unhealthy: [["the stage staging", FAILED]], pass: "now" };
    expect(decisionsOf(story)["eu"]?.outcome).toBe("advance");
  });

  it("names a wave of several by its number", () => {
    const story: Story = { locks: ["v2@2", "v2@2", "v1@1"], unhealthy: [["wave 1 of prod", FAILED]] };
    expect(decisionsOf(story)["us"]?.reason).toMatch(/^it waits for wave 1 of prod, which is not healthy/);
  });
});

describe("a release that a failed check takes back", () => {
  const takenBack = new Map([["eu/cart", { earlier: entryOf("v1@1"), place: "wave 1 of prod", reason: FAILED.reason }]]);
  const locks = ["v2@2", "v2@2", "v1@1"];

  it("goes back with a hold that names the check, and keeps its configuration", () => {
    const { eu, us, staging } = decisionsOf({ locks, takenBack });
    expect(said(eu ?? never())).toBe(
      "held v1: v2 is rolled back, because wave 1 of prod is not healthy: errors is 0.07 and not below 0.01",
    );
    const { digest = "", release = "" } = entryOf("v2@2");
    const hold = { by: "a health check", digest, reason: FAILED.reason, release, seq: 2, tag: "v2" };
    expect(eu?.to).toEqual({ ...entryOf("v1@1"), config: CONFIG, hold });
    expect([staging?.outcome, us?.outcome]).toEqual(["keep", "keep"]);
  });

  it.each<readonly [string, Partial<Story>]>([
    ["a person lets it pass", { pass: "now" }],
    ["a person resumes it", { resume: "eu/cart" }],
  ])("stays if %s", (_what, story) => {
    expect(decisionsOf({ locks, takenBack, ...story })["eu"]?.to?.tag).toBe("v2");
  });

  it("stays if a person holds the service", () => {
    const held = entryOf("v2@2");
    const locked = { ...held, hold: { by: "Ada Lovelace", reason: "the sale", since: LONG_AGO, tag: "v2" } };
    expect(decisionsOf({ locks: ["v2@2", locked, "v1@1"], takenBack })["eu"]?.to).toMatchObject({
      tag: "v2",
      hold: { by: "Ada Lovelace" },
    });
  });

  it("stays back, and the reason stays beside the hold", () => {
    const { hold = { by: "", tag: "" }, ...back } = heldEntry("v1@1", "v2@2", "a health check");
    const locked = { ...back, hold: { ...hold, reason: FAILED.reason } };
    const { eu } = decisionsOf({ locks: ["v2@2", locked, "v1@1"] });
    expect(said(eu ?? never())).toBe("held v1: v2 was rolled back by a health check, because errors is 0.07 and not below 0.01");
  });
});

describe("the waves that a run asks about", () => {
  const askedIn = (story: Story): readonly string[] => {
    const fleet = fleetOf(story);
    return wavesInQuestion(Object.values(decisionsOf(story)), fleet, fleet.travel).map(
      ({ wave, pairs }) => `${wave.place}: ${pairs.map(({ stack, service }) => `${stack}/${service}`).join(" ")}`,
    );
  };
  const soaking = { us: "2026-06-01T11:30:00Z" };

  it.each<readonly [string, Story, readonly string[]]>([
    ["nothing moves", { locks: ["v2@2", "v2@2", "v2@2"] }, []],
    ["a stack follows a wave", { locks: ["v2@2", "v1@1", "v1@1"] }, ["the stage staging: staging/cart"]],
    ["a stack follows a wave with --now", { locks: ["v2@2", "v1@1", "v1@1"], pass: "now" }, []],
    ["a pair soaks", { locks: ["v2@2", "v2@2", "v2@2"], since: soaking }, []],
    [
      "a pair soaks, and a failure takes it back",
      { locks: ["v2@2", "v2@2", "v2@2"], since: soaking, rollsBack: true },
      ["wave 2 of prod: us/cart"],
    ],
    [
      "a pair soaked, and a failure would take it back",
      { locks: ["v2@2", "v2@2", "v2@2"], since: { us: "2026-06-01T11:00:00Z" }, rollsBack: true },
      [],
    ],
  ])("%s", (_what, story, asked) => {
    expect(askedIn(story)).toEqual(asked);
  });
});

function never(): never {
  throw new Error("the run decided nothing about the stack");
}
