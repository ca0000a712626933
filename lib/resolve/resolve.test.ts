import { describe, expect, it } from "vitest";
import { entryOf, heldEntry, history, IMAGE, pointerTo, REVERT, walk } from "../../test/decision-rows.ts";
import type { Tier } from "../model/tier.ts";
import { isMove } from "./case.ts";
import { adoptedReleases } from "./adopted-releases.ts";
import type { Gate, StackVersions } from "./gate.ts";
import { GATES } from "./gates/registry.ts";
import type { LockEntry } from "./lock.ts";
import { resolveFleet, type ResolveInput } from "./resolve.ts";

const stack = (name: string, tier: Tier, ...services: readonly string[]): StackVersions => ({
  name,
  tier,
  channel: "latest",
  movedFrom: [],
  services: services.map((service) => ({ name: service, release: service, image: IMAGE, imagesFrom: [] })),
});

const lock = (entries: Readonly<Record<string, LockEntry>>) => new Map(Object.entries(entries));

/** Channel latest names v2 of cart and of ad. Both stacks run v1 of both. */
const INPUT: ResolveInput = {
  stacks: [stack("dev", "latest", "cart", "ad"), stack("prod", "prod", "cart", "ad")],
  locks: new Map([
    ["dev", lock({ cart: entryOf("v1@1"), ad: entryOf("v1@1") })],
    ["prod", lock({ cart: entryOf("v1@1"), ad: entryOf("v1@1") })],
  ]),
  channels: new Map([
    [
      "latest",
      {
        name: "latest",
        pointers: new Map([
          ["cart", pointerTo("v2@2")],
          ["ad", { ...pointerTo("v2@2"), service: "ad" }],
        ]),
        broken: new Map(),
      },
    ],
  ]),
  now: "2026-12-24T12:00:00Z",
  resume: new Set(),
  isDeployed: () => false,
  brokenRecords: new Map(),
  history: new Map(),
};

/** Lists the decisions: `prod/cart: held v1, because v2 was rolled back ...`. */
const decided = (input: Partial<ResolveInput>, gates?: readonly Gate[]): readonly string[] =>
  resolveFleet({ ...INPUT, ...input }, gates).decisions.map(
    ({ stack, service, outcome, to, reason }) => `${stack}/${service}: ${outcome} ${to?.tag ?? "-"}, because ${reason}`,
  );

const pair =
  (wanted: string) =>
  (stack: string, service: string): boolean =>
    wanted === `${stack}/${service}`;

describe("resolveFleet", () => {
  it("decides about every stack and service, in order", () => {
    expect(decided({})).toEqual([
      "dev/ad: advance v2, because channel latest names v2",
      "dev/cart: advance v2, because channel latest names v2",
      "prod/ad: advance v2, because channel latest names v2",
      "prod/cart: advance v2, because channel latest names v2",
    ]);
  });

  it("decides only about the selected pairs, and the other entries stay", () => {
    const { decisions, locks } = resolveFleet({ ...INPUT, selects: pair("dev/cart") });
    expect(decisions.map(({ stack, service }) => `${stack}/${service}`)).toEqual(["dev/cart"]);
    expect(locks.get("dev")).toEqual(lock({ cart: entryOf("v2@2"), ad: entryOf("v1@1") }));
    expect(locks.get("prod")).toEqual(INPUT.locks.get("prod"));
  });

  it.each<readonly [string, Partial<ResolveInput>, readonly string[]]>([
    [
      "a service that its stack does not run any more",
      { stacks: [stack("dev", "latest", "cart"), stack("prod", "prod", "cart", "ad")] },
      ["dev/ad: removed -, because the stack does not run it any more"],
    ],
    [
      "every service of a stack that is not declared any more",
      { stacks: [stack("dev", "latest", "cart", "ad")] },
      [
        "prod/ad: removed -, because the stack is not declared any more",
        "prod/cart: removed -, because the stack is not declared any more",
      ],
    ],
    [
      "the selected service of a stack that is not declared any more",
      { stacks: [], selects: pair("prod/cart") },
      ["prod/cart: removed -, because the stack is not declared any more"],
    ],
  ])("removes %s", (_title, input, expected) => {
    expect(decided(input).filter((line) => line.includes("removed"))).toEqual(expected);
  });

  describe("an instance of a service", () => {
    const instances = ["eu", "us"].map((name) => ({ name: `cart-${name}`, release: "cart", image: IMAGE, imagesFrom: [] }));
    const input: Partial<ResolveInput> = { stacks: [{ ...stack("dev", "latest"), services: instances }], locks: new Map() };

    it("takes the releases of the service, and its entry says so", () => {
      const { locks } = resolveFleet({ ...INPUT, ...input });
      expect(locks.get("dev")).toEqual(
        lock({ "cart-eu": { ...entryOf("v2@2"), service: "cart" }, "cart-us": { ...entryOf("v2@2"), service: "cart" } }),
      );
      expect(decided(input)).toEqual([
        "dev/cart-eu: new v2, because channel latest names v2 of cart",
        "dev/cart-us: new v2, because channel latest names v2 of cart",
      ]);
    });

    it.each<readonly [string, Partial<ResolveInput>, string]>([
      [
        "has no release if the service has none",
        { channels: new Map() },
        "dev/cart-eu: invalid -, because channel latest has no release of cart",
      ],
      [
        "is refused a broken record of the service",
        { brokenRecords: new Map([[`cart/${pointerTo("v2@2").release}`, "the record is broken"]]) },
        "dev/cart-eu: invalid -, because the record is broken",
      ],
    ])("%s", (_title, given, expected) => {
      expect(decided({ ...input, ...given })[0]).toBe(expected);
    });

    it("is one record to read", () => {
      expect(adoptedReleases({ ...INPUT, ...input }).map(({ service, tag }) => `${service} ${tag}`)).toEqual(["cart v2"]);
    });
  });

  it("gives no lock to a stack that is not declared any more", () => {
    expect([...resolveFleet({ ...INPUT, stacks: [stack("dev", "latest", "cart")] }).locks.keys()]).toEqual(["dev"]);
  });
});

/** Refuses every move until the new year. */
const freeze: Gate = (given, { now }) =>
  isMove(given) && now < "2027-01-01T00:00:00Z" ? { outcome: "held", stays: given.locked, reason: "frozen until 2027" } : undefined;

/** Refuses a release on prod before every other stack of the fleet runs it. */
const devFirst: Gate = ({ tier, service, candidate, locked }, { stacks, locks }) => {
  if (tier !== "prod" || candidate === undefined) return undefined;
  const behind = stacks.filter((each) => each.tier !== "prod" && locks.get(each.name)?.get(service)?.tag !== candidate.tag);
  return behind.length === 0
    ? undefined
    : { outcome: "held", stays: locked, reason: `not on ${behind.map(({ name }) => name).join()} yet` };
};

describe("a gate", () => {
  it.each<readonly [string, Gate, Partial<ResolveInput>, string]>([
    ["refuses a move", freeze, {}, "prod/cart: held v1, because frozen until 2027"],
    ["passes by the time of the run", freeze, { now: "2027-01-01T00:00:00Z" }, "prod/cart: advance v2, because channel latest names v2"],
    ["sees the stacks that are not selected", devFirst, {}, "prod/cart: held v1, because not on dev yet"],
    [
      "comes after the gates before it",
      freeze,
      { history: new Map([["prod/cart", walk(entryOf("v1@1"), REVERT)]]) },
      'prod/cart: held v1, because v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
    ],
  ])("%s", (_title, gate, input, expected) => {
    expect(decided({ ...input, selects: pair("prod/cart") }, [...GATES, gate])).toEqual([expected]);
  });
});

const HELD = new Map([["prod", lock({ cart: heldEntry("v1@1", "v2@2") })]]);

interface ResumeRow extends Partial<ResolveInput> {
  readonly decision: string;
  /** @default GATES */
  readonly gates?: readonly Gate[];
}

const RESUMES: Readonly<Record<string, ResumeRow>> = {
  "passes the hold in the lock": { locks: HELD, decision: "advance v2, because the hold on v2 is lifted" },
  "passes the rollback in git history": {
    history: new Map([["prod/cart", walk(entryOf("v1@1"), REVERT)]]),
    decision: "advance v2, because the hold on v2 is lifted",
  },
  "advances a service without a hold": { decision: "advance v2, because channel latest names v2; there was no hold" },
  "keeps a service that runs the channel's release, and drops its hold": {
    locks: new Map([["prod", lock({ cart: heldEntry("v2@2", "v3@3") })]]),
    decision: "keep v2, because the hold on v3 is lifted",
  },
  "passes no hold of another pair": {
    locks: HELD,
    resume: new Set(["dev/cart"]),
    decision: "held v1, because v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "is refused by an added gate": { locks: HELD, gates: [...GATES, freeze], decision: "held v1, because frozen until 2027" },
  "is refused by a gate before the others": { locks: HELD, gates: [freeze, ...GATES], decision: "held v1, because frozen until 2027" },
  "is refused by a broken record": {
    locks: HELD,
    brokenRecords: new Map([[`cart/${pointerTo("v2@2").release}`, "the record is missing"]]),
    decision: "invalid v1, because the record is missing",
  },
  "is refused if the channel names no release, also for an entry that a person wrote": {
    locks: new Map([["prod", lock({ cart: entryOf("v1") })]]),
    channels: new Map(),
    decision: "invalid v1, because channel latest has no release of the service",
  },
};

describe("a resume of prod/cart", () => {
  it.each(Object.entries(RESUMES))("%s", (_title, { decision, gates, ...input }) => {
    expect(decided({ resume: new Set(["prod/cart"]), selects: pair("prod/cart"), ...input }, gates)).toEqual([`prod/cart: ${decision}`]);
  });

  it("leaves the lock entry, with its hold, if a gate refuses", () => {
    const { locks } = resolveFleet({ ...INPUT, locks: HELD, resume: new Set(["prod/cart"]) }, [...GATES, freeze]);
    expect(locks.get("prod")?.get("cart")).toEqual(heldEntry("v1@1", "v2@2"));
  });

  it("removes the hold from the lock entry if every gate passes", () => {
    const { locks } = resolveFleet({
      ...INPUT,
      locks: HELD,
      history: new Map([["prod/cart", walk(heldEntry("v1@1", "v2@2"), history("v2@2 -> v1@1"))]]),
      resume: new Set(["prod/cart"]),
    });
    expect(locks.get("prod")?.get("cart")).toEqual(entryOf("v2@3"));
  });
});
