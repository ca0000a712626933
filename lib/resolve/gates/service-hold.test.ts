import { describe, expect, it } from "vitest";
import {
  caseOf,
  decideRow,
  decideWithUnreadHistory,
  entryOf,
  FLEET,
  heldEntry,
  history,
  REVERT,
  type Row,
} from "../../../test/decision-rows.ts";
import { TIERS } from "../../model/tier.ts";
import { decide } from "../decide.ts";
import type { LockEntry } from "../lock.ts";
import { rollBack } from "../roll-back.ts";
import { holdService, liftServiceHold } from "../service-hold.ts";

const WORD = { by: "Grace Hopper", reason: "the sale", since: "2026-01-01T08:00:00Z" };

/** Returns an entry that a person holds. */
const onHold = (entry: LockEntry, until?: string): LockEntry => holdService(entry, { ...WORD, until });

/** The time of each decision is 2026-01-02T00:00:00Z. */
const ROWS: Readonly<Record<string, Row>> = {
  "nothing is new": {
    locked: onHold(entryOf("v1@1")),
    channel: "v1@1",
    decision: "held v1, hold v1",
    reason: "held by Grace Hopper since 2026-01-01: the sale",
  },
  "a newer release": {
    locked: onHold(entryOf("v1@1")),
    channel: "v2@2",
    moves: [],
    decision: "held v1, hold v1",
    reason: "held by Grace Hopper since 2026-01-01: the sale; v2 waits",
  },
  "a newer release, and the hold lasts": {
    locked: onHold(entryOf("v1@1"), "2026-01-02T00:00:01Z"),
    channel: "v2@2",
    moves: [],
    decision: "held v1, hold v1",
    reason: "held by Grace Hopper since 2026-01-01 until 2026-01-02T00:00:01Z: the sale; v2 waits",
  },
  "a newer release, and the hold has ended": {
    locked: onHold(entryOf("v1@1"), "2026-01-02T00:00:00Z"),
    channel: "v2@2",
    moves: [],
    decision: "advance v2",
    reason: "channel latest names v2; the hold of Grace Hopper ended at 2026-01-02T00:00:00Z",
  },
  "nothing is new, and the hold has ended": {
    locked: onHold(entryOf("v1@1"), "2026-01-02T00:00:00Z"),
    channel: "v1@1",
    decision: "keep v1",
    reason: "channel latest names v1; the hold of Grace Hopper ended at 2026-01-02T00:00:00Z",
  },
  "a person moved the channel back": {
    locked: onHold(entryOf("v2@2")),
    channel: "v1@3 hand",
    moves: [],
    decision: "held v2, hold v2",
    reason: "held by Grace Hopper since 2026-01-01: the sale; v1 waits",
  },
  "a record that is broken": {
    locked: onHold(entryOf("v1@1")),
    channel: "v2@2",
    broken: "channels/latest/cart.json is not JSON",
    decision: "held v1, hold v1",
    reason: "held by Grace Hopper since 2026-01-01: the sale; v2 waits",
  },
  "a channel that names no release any more": {
    locked: onHold(entryOf("v1@1")),
    decision: "held v1, hold v1",
    reason: "held by Grace Hopper since 2026-01-01: the sale",
  },
  "an entry that a person wrote": {
    locked: onHold(entryOf("v1")),
    channel: "v2@2",
    moves: [],
    decision: "held v1, hold v1",
    reason: "held by Grace Hopper since 2026-01-01: the sale; v2 waits",
  },
  "a rollback below the hold": {
    locked: onHold(heldEntry("v1@1", "v2@2")),
    channel: "v3@3",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: "held by Grace Hopper since 2026-01-01: the sale; v3 waits",
  },
  "a rollback below the hold, which has ended": {
    locked: onHold(heldEntry("v1@1", "v2@2"), "2026-01-02T00:00:00Z"),
    channel: "v2@2",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart"); the hold of Grace Hopper ended at 2026-01-02T00:00:00Z',
  },
  "a revert of the release that a person held": {
    locked: { ...entryOf("v1@1"), hold: onHold(entryOf("v2@2"), "2026-01-02T00:00:00Z").hold ?? { by: "", tag: "" } },
    channel: "v2@2",
    moves: history("v2@2 -> v1@1", "v1@1 -> v2@2", " -> v1@1"),
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart"); the hold of Grace Hopper ended at 2026-01-02T00:00:00Z',
  },
};

describe.each(TIERS)("a service that a person holds, on %s", (tier) => {
  it.each(Object.entries(ROWS))("%s", (_title, each) => {
    const row = { ...each, tier };
    const [read, unread] = decideWithUnreadHistory(row);
    expect(decideRow(row)).toEqual({ decision: row.decision, reason: row.reason });
    expect(unread).toEqual(read);
  });

  it("follows its channel if a person resumes it", () => {
    const given = caseOf({ tier, locked: onHold(heldEntry("v1@1", "v2@2")), channel: "v3@3", moves: REVERT });
    const { outcome, to } = decide(given, { ...FLEET, resume: new Set(["here/cart"]) });
    expect([outcome, to?.tag, to?.hold]).toEqual(["advance", "v3", undefined]);
  });

  it("can be resumed if its channel names no release", () => {
    const given = caseOf({ tier, locked: onHold(entryOf("v1")) });
    const { outcome, to } = decide(given, { ...FLEET, resume: new Set(["here/cart"]) });
    expect([outcome, to]).toEqual(["keep", entryOf("v1")]);
  });
});

describe("the hold of a person", () => {
  it("names the version that runs, the person, the reason and the times", () => {
    const { digest, release, seq, tag } = entryOf("v1@1");
    expect(onHold(entryOf("v1@1"), "2026-02-01T00:00:00Z").hold).toEqual({
      ...WORD,
      digest,
      release,
      seq,
      tag,
      until: "2026-02-01T00:00:00Z",
    });
  });

  it("leaves nothing behind, but a rollback stays", () => {
    expect(liftServiceHold(onHold(entryOf("v1@1")))).toEqual(entryOf("v1@1"));
    const { commit: _commit, ...rollback } = heldEntry("v1@1", "v2@2").hold ?? { by: "", tag: "" };
    expect(liftServiceHold(onHold(heldEntry("v1@1", "v2@2"))).hold).toEqual({ ...rollback, by: "Grace Hopper" });
  });

  it("is replaced by the word of another person", () => {
    const again = holdService(onHold(entryOf("v1@1"), "2026-02-01T00:00:00Z"), { ...WORD, by: "Ada Lovelace" });
    expect(again).toEqual(holdService(entryOf("v1@1"), { ...WORD, by: "Ada Lovelace" }));
  });

  it("lasts over a rollback", () => {
    const { hold } = rollBack(onHold(entryOf("v2@2")), entryOf("v1@1"), { by: "Ada Lovelace" });
    expect([hold?.tag, hold?.by, hold?.since]).toEqual(["v2", "Grace Hopper", WORD.since]);
  });
});
