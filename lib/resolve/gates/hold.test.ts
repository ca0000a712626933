import { describe, expect, it } from "vitest";
import {
  caseOf,
  decideRow,
  decideWithUnreadHistory,
  FLEET,
  heldEntry,
  history,
  pointerTo,
  REVERT,
  type Row,
} from "../../../test/decision-rows.ts";
import type { Tier } from "../../model/tier.ts";
import { decide } from "../decide.ts";

const ROWS: Readonly<Record<string, Row>> = {
  "a revert of the commit that brought the release": {
    locked: "v1@1",
    channel: "v2@2",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "a revert of the commit that brought the release, on prod": {
    tier: "prod",
    locked: "v1@1",
    channel: "v2@2",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "the hold is in the lock": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v2@2",
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "a later release lifts the hold on latest": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v3@3",
    moves: REVERT,
    decision: "advance v3",
    reason: "channel latest names v3; it lifts the hold on v2",
  },
  "a later release lifts the hold on staging": {
    tier: "staging",
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v3@3",
    moves: REVERT,
    decision: "advance v3",
    reason: "channel latest names v3; it lifts the hold on v2",
  },
  "a later release does not lift the hold on prod": {
    tier: "prod",
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v3@3",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4, and on prod v3 does not lift the hold",
  },
  "a later release before the hold was written, on latest": {
    locked: "v1@1",
    channel: "v3@3",
    moves: REVERT,
    decision: "advance v3",
    reason: "channel latest names v3; it lifts the hold on v2",
  },
  "a later release before the hold was written, on prod": {
    tier: "prod",
    locked: "v1@1",
    channel: "v3@3",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart"), and on prod v3 does not lift the hold',
  },
  "a person moved the channel back to the release that the revert restored": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v1@3 hand",
    decision: "keep v1, hold v2",
    reason: "channel latest names v1",
  },
  "a person moved the channel back to the release that the revert restored, on prod, which keeps its hold": {
    tier: "prod",
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v1@3 hand",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "a revert that took the channel back as well": {
    locked: "v1@1",
    channel: "v1@1",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "a revert took the channel back, and the release is recorded again": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v2@2",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "a revert took the channel back, and the next release gets the same seq": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v3@2",
    moves: REVERT,
    decision: "advance v3",
    reason: "channel latest names v3; it lifts the hold on v2",
  },
  "an application team writes a high seq into its pointer": {
    locked: "v1@1",
    channel: "v2@900",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "an application team says that a person set the channel": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v2@9 hand",
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "CI records the same image again under another number": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: { ...pointerTo("v2@3"), release: `0000000099-${"2".padEnd(12, "0")}`, tag: "v2.1" },
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "a person moved the channel to a release before both, which does not lift the hold": {
    locked: heldEntry("v2@2", "v3@3"),
    channel: "v1@4 hand",
    moves: history("v3@3 -> v2@2", "v2@2 -> v3@3", "v1@1 -> v2@2"),
    decision: "advance v1, hold v3",
    reason: "channel latest names v1; Grace Hopper set it: v2 loses carts; the hold on v3 stays",
  },
  "a revert of five releases at once": {
    locked: "v1@1",
    channel: "v4@9 hand",
    moves: history("v5@5 -> v1@1", "v4@4 -> v5@5", "v3@3 -> v4@4", "v1@1 -> v3@3"),
    decision: "held v1, hold v5",
    reason: 'v5 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "a release before the rolled-back one, in an older history": {
    tier: "prod",
    locked: "v3@3",
    channel: "v2@4 hand",
    moves: history("v1@1 -> v3@3", "v2@2 -> v1@1", "v1@1 -> v2@2"),
    decision: "advance v2",
    reason: "channel latest names v2; Grace Hopper set it: v2 loses carts",
  },
  "the datastore is new: its numbers start again": {
    tier: "prod",
    locked: "v8@50",
    channel: "v9@1",
    moves: history("v7@49 -> v8@50", " -> v7@49"),
    decision: "advance v9",
    reason: "channel latest names v9",
  },
  "the datastore was new, and the release after it": {
    tier: "prod",
    locked: "v9@51",
    channel: "v10@2",
    moves: history("v8@50 -> v9@51", "v7@49 -> v8@50"),
    decision: "advance v10",
    reason: "channel latest names v10",
  },
  "the revert was reverted": { locked: "v2@2", channel: "v2@2", decision: "keep v2", reason: "channel latest names v2" },
  "two reverts, one after the other": {
    locked: "v1@1",
    channel: "v3@3",
    moves: history("v2@2 -> v1@1", "v3@3 -> v2@2", "v2@2 -> v3@3", "v1@1 -> v2@2"),
    decision: "held v1, hold v3",
    reason: 'v3 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "a revert of the release that lifted a hold": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v3@3",
    moves: history("v3@3 -> v1@1", "v1@1 -> v3@3", "v2@2 -> v1@1", "v1@1 -> v2@2"),
    decision: "held v1, hold v3",
    reason: 'v3 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "a revert of the release that lifted a hold, after a revert took the channel back and both got the same seq": {
    locked: heldEntry("v1@1", "v2@2"),
    channel: "v3@2",
    moves: history("v3@2 -> v1@1", "v1@1 -> v3@2", "v2@2 -> v1@1", "v1@1 -> v2@2"),
    decision: "held v1, hold v3",
    reason: 'v3 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "an older version that a person wrote into the entry": {
    locked: "v1",
    channel: "v2@2",
    moves: history("v2@2 -> v1", "v1@1 -> v2@2"),
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "a revert that is not committed": {
    locked: "v1@1",
    channel: "v2@2",
    moves: history("v1@1 -> v2@2"),
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by an edit in the working tree, not committed",
  },
  "the command rollback, and the channel went back, so the history is not read": {
    tier: "prod",
    locked: heldEntry("v1@1", "v2@2", "Grace Hopper"),
    channel: "v1@3 hand",
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Grace Hopper",
  },
  "an old rollback, and two releases since": {
    tier: "prod",
    locked: "v4@4",
    channel: "v5@5",
    moves: history("v3@3 -> v4@4", "v1@1 -> v3@3", "v2@2 -> v1@1", "v1@1 -> v2@2"),
    decision: "advance v5",
    reason: "channel latest names v5",
  },
};

describe("a rolled-back release", () => {
  it.each(Object.entries(ROWS))("%s", (_title, row) => {
    const [read, unread] = decideWithUnreadHistory(row);
    expect(decideRow(row)).toEqual({ decision: row.decision, reason: row.reason });
    expect(unread).toEqual(read);
  });

  it.each([
    ["the command rollback wrote stays, because the history has its commit", "Grace Hopper", "Grace Hopper, no commit"],
    ["a run wrote before the revert was committed gets person and commit", "an edit", "Ada Lovelace, 1aaaaaa"],
  ])("a hold that %s", (_title, by, expected) => {
    const { to, reason } = decide(caseOf({ locked: heldEntry("v1@1", "v2@2", by), channel: "v2@2", moves: REVERT }), FLEET);
    expect(`${to?.hold?.by}, ${to?.hold?.commit?.slice(0, 7) ?? "no commit"}`).toBe(expected);
    expect(reason).toBe('v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")');
  });

  it("comes with the command that lifts its hold", () => {
    const hint = (tier: Tier): string | undefined => decide(caseOf({ tier, locked: "v1@1", channel: "v2@2", moves: REVERT }), FLEET).hint;
    expect([hint("staging"), hint("prod")]).toEqual([
      "a release newer than v2 lifts it; now: npx fairlead resume here/cart",
      "npx fairlead resume here/cart",
    ]);
  });
});
