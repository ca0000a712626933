import { describe, expect, it } from "vitest";
import { entryOf, IMAGE, pointerTo } from "../../test/decision-rows.ts";
import type { PairHistory } from "./history.ts";
import { holdService } from "./service-hold.ts";
import type { LockEntry } from "./lock.ts";
import { resolveFleet } from "./resolve.ts";
import type { ActiveFreeze } from "./travel/fleet-travel.ts";
import type { Pass } from "./travel/pass.ts";

/** A configuration: `old` is before the edit, and `new` is that of the present specs. `-` is no entry. */
type Config = "-" | "old" | "new";

interface Row {
  /** The configurations of cloud and cart on latest and on prod: `new/new old/old`. */
  readonly locks: string;
  /** The minutes for which latest has run the cloud and cart. The soak is 60. @default both 60 */
  readonly minutes?: readonly [cloud: number, cart: number];
  /** The part that is at the place of the cloud. @default cloud */
  readonly part?: "cloud" | "platform";
  /** The stacks whose clouds are up. @default the run brings up every cloud */
  readonly up?: readonly string[];
  /** @default false: cart asks nothing of the cloud */
  readonly usesCloud?: true;
  /** A person holds the part on prod. @default false */
  readonly held?: true;
  /** The configurations that a revert took off the part on prod. @default none */
  readonly takenOff?: readonly string[];
  readonly resume?: string;
  readonly pass?: readonly [pair: string, pass: Pass];
  /** A freeze of prod. @default none */
  readonly frozen?: true;
  /** The configurations after the run, as `locks`. */
  readonly after: string;
  /** The reason why the cloud of prod stays, or cart if the row says so. */
  readonly because?: RegExp;
  /** The subject of `because`. @default cloud */
  readonly of?: "cart";
}

const NOW = Date.parse("2026-06-01T12:00:00Z");
const TEN_MINUTES_OF_SOAK = /^it waits for latest, which runs the present configuration since 2026-06-01 11:10 UTC; 10m of 1h left$/;

const ROWS: Readonly<Record<string, Row>> = {
  "the first wave follows the specs at once": { locks: "old/old old/old", after: "new/new old/old" },
  "a later wave waits for the soak": {
    locks: "new/new old/old",
    minutes: [50, 50],
    after: "new/new old/old",
    because: TEN_MINUTES_OF_SOAK,
  },
  "a later wave follows after the soak": { locks: "new/new old/old", after: "new/new new/new" },
  "a platform does, too": {
    part: "platform",
    locks: "new/new old/old",
    minutes: [50, 60],
    after: "new/new old/new",
    because: TEN_MINUTES_OF_SOAK,
  },
  "a first entry waits, too": { locks: "new/new -/new", minutes: [50, 60], after: "new/new -/new", because: TEN_MINUTES_OF_SOAK },
  "a first entry comes after the soak": { locks: "new/new -/new", after: "new/new new/new" },
  "a later wave waits for an earlier one that stays behind": {
    locks: "old/new old/new",
    up: [],
    after: "old/new old/new",
    because: /^it waits for latest, which does not have the present configuration yet$/,
  },
  "an entry of a cloud that did not come up stays": {
    locks: "new/new old/new",
    up: ["latest"],
    after: "new/new old/new",
    because: /^no run has brought it up yet$/,
  },
  "a cloud that another job brought up gets its entry": { locks: "new/new old/new", up: ["prod"], after: "new/new new/new" },
  "a freeze holds it": {
    locks: "new/new old/new",
    frozen: true,
    after: "new/new old/new",
    because: /^Ada froze it, until a person thaws it$/,
  },
  "a hotfix passes a freeze": {
    locks: "old/new old/new",
    pass: ["prod/cloud", "hotfix"],
    frozen: true,
    up: ["prod"],
    after: "old/new new/new",
  },
  "a person may pass the waiting": { locks: "new/new old/new", minutes: [0, 60], pass: ["prod/cloud", "now"], after: "new/new new/new" },
  "a hold keeps it": {
    locks: "new/new old/new",
    held: true,
    after: "new/new old/new",
    because: /^held by Grace since 2026-06-01: the sale$/,
  },
  "a hold keeps it from a person in a hurry": {
    locks: "new/new old/new",
    held: true,
    pass: ["prod/cloud", "hotfix"],
    after: "new/new old/new",
  },
  "a resume lifts the hold, and a later run brings it up": {
    locks: "new/new old/new",
    held: true,
    resume: "prod/cloud",
    up: [],
    after: "new/new old/new",
    because: /^the hold on the cloud is lifted$/,
  },
  "a revert of its wave sticks": {
    locks: "new/new old/new",
    takenOff: ["new"],
    after: "new/new old/new",
    because: /^the present configuration was taken off by Ada in 1a2b3c4 \(Revert "cloud"\)$/,
  },
  "a resume of a revert gives it a new number": {
    locks: "new/new old/new",
    takenOff: ["new"],
    resume: "prod/cloud",
    up: [],
    after: "new/new old/new",
    because: /^the hold on the cloud is lifted$/,
  },
  "a service that asks for resources waits for a cloud that waits": {
    locks: "new/new old/old",
    minutes: [50, 60],
    usesCloud: true,
    after: "new/new old/old",
    of: "cart",
    because: /^it waits for the cloud of prod: it waits for latest, .*; 10m of 1h left$/,
  },
  "a new service that asks for resources waits, too": {
    locks: "new/new old/-",
    minutes: [50, 60],
    usesCloud: true,
    after: "new/new old/-",
  },
  "another service does not wait for the cloud": { locks: "new/new old/old", minutes: [50, 60], after: "new/new old/new" },
  "a service that takes no configuration does not wait": {
    locks: "new/new old/new",
    minutes: [50, 60],
    usesCloud: true,
    after: "new/new old/new",
  },
  "a service goes with its cloud": { locks: "new/new old/old", usesCloud: true, after: "new/new new/new" },
  "a service of the first wave waits for a cloud that did not come up": {
    locks: "old/old old/old",
    up: [],
    usesCloud: true,
    after: "old/old old/old",
  },
  "a service waits for a cloud that a person holds": { locks: "new/new old/old", held: true, usesCloud: true, after: "new/new old/old" },
  "a person may pass the waiting of a service": {
    locks: "new/new old/old",
    held: true,
    usesCloud: true,
    pass: ["prod/cart", "now"],
    after: "new/new old/new",
  },
  "if no stack has an entry, nobody brings up clouds, and no service waits": {
    locks: "-/new -/old",
    up: [],
    usesCloud: true,
    after: "-/new -/new",
  },
};

const STACKS = ["latest", "prod"] as const;

function decide({ locks, minutes = [60, 60], part = "cloud", up, usesCloud, held, takenOff, resume, pass, frozen }: Row) {
  const before = locks.split(" ").map((text) => text.split("/") as [Config, Config]);
  const lockOf = (at: number): Map<string, LockEntry> => {
    const [cloud = "-", cart = "-"] = before[at] ?? [];
    const entry: LockEntry = { config: cloud, seq: 4, tag: "specs" };
    const word = { by: "Grace", reason: "the sale", since: "2026-06-01T08:00:00Z" };
    return new Map<string, LockEntry>([
      ...(cloud === "-" ? [] : [[part, held && at === 1 ? holdService(entry, word) : entry] as const]),
      ...(cart === "-" ? [] : [["cart", { ...entryOf("v1@1"), config: cart }] as const]),
    ]);
  };
  const freeze: ActiveFreeze = { tiers: ["prod"], stacks: [], services: [], reason: "Ada froze it", until: undefined };
  const since = (ago: number): string => new Date(NOW - ago * 60_000).toISOString();
  const by = { commit: "1a2b3c4d", author: "Ada", subject: 'Revert "cloud"' };
  const reverted: PairHistory = { takenOff: [], rollback: undefined, highest: 9, lost: undefined, configs: { hashes: takenOff ?? [], by } };
  return resolveFleet({
    stacks: STACKS.map((name) => ({
      name,
      tier: name,
      channel: "latest",
      movedFrom: [],
      services: [
        { name: "cart", release: "cart", image: IMAGE, imagesFrom: [], ...(usesCloud === undefined ? {} : { usesCloud }) },
        { name: part, release: part, image: "", imagesFrom: [], isReserved: true },
      ],
    })),
    locks: new Map(STACKS.map((name, at) => [name, lockOf(at)])),
    channels: new Map([["latest", { name: "latest", pointers: new Map([["cart", pointerTo("v1@1")]]), broken: new Map() }]]),
    now: since(0),
    resume: new Set(resume === undefined ? [] : [resume]),
    isDeployed: () => true,
    brokenRecords: new Map(),
    history: takenOff === undefined ? new Map() : new Map([[`prod/${part}`, reverted]]),
    travel: {
      pipeline: {
        stages: STACKS.map((name) => ({ name, waves: [[name]], soakMs: 3_600_000, health: [], rollsBack: false, delivery: "push" })),
        freezes: [],
      },
      configs: new Map(
        STACKS.map((name) => [
          name,
          new Map([
            ["cart", "new"],
            [part, "new"],
          ]),
        ]),
      ),
      since: new Map([
        [`latest/${part}`, since(minutes[0])],
        ["latest/cart", since(minutes[1])],
      ]),
      freezes: frozen === undefined ? [] : [freeze],
      ...(up === undefined ? {} : { isBroughtUp: (stack: string) => up.includes(stack) }),
      passOf: (stack, service) => (pass !== undefined && pass[0] === `${stack}/${service}` ? pass[1] : undefined),
    },
  });
}

describe("a part of a stack in a pipeline", () => {
  it.each(Object.entries(ROWS))("%s", (_title, row) => {
    const { decisions, locks } = decide(row);
    const part = row.part ?? "cloud";
    const configOf = (stack: string, service: string): string => locks.get(stack)?.get(service)?.config ?? "-";
    expect(STACKS.map((stack) => `${configOf(stack, part)}/${configOf(stack, "cart")}`).join(" ")).toBe(row.after);
    if (row.because === undefined) return;
    const found = decisions.find(({ stack, service }) => stack === "prod" && service === (row.of ?? part));
    expect(found?.reason).toMatch(row.because);
  });

  it("loses its hold by a resume, and gets a number above the reverted one", () => {
    const entryAfter = (row: Omit<Row, "after">): LockEntry | undefined =>
      decide({ ...row, after: "" })
        .locks.get("prod")
        ?.get("cloud");
    const resumed = { locks: "new/new old/new", resume: "prod/cloud", up: [] };
    expect(entryAfter({ ...resumed, held: true })).toEqual({ config: "old", seq: 5, tag: "specs" });
    expect(entryAfter({ ...resumed, takenOff: ["new"] })).toEqual({ config: "old", seq: 10, tag: "specs" });
  });
});
