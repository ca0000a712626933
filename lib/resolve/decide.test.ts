import { describe, expect, it } from "vitest";
import { caseOf, entryOf, decideRow, decideWithUnreadHistory, FLEET, heldEntry, history, type Row } from "../../test/decision-rows.ts";
import { decide } from "./decide.ts";

const ROWS: Readonly<Record<string, Row>> = {
  "the channel names what runs": { locked: "v1@1", channel: "v1@1", decision: "keep v1", reason: "channel latest names v1" },
  "the channel names a newer release": {
    locked: "v1@1",
    channel: "v2@2",
    moves: history(" -> v1@1"),
    decision: "advance v2",
    reason: "channel latest names v2",
  },
  "a service that is new to the stack": { channel: "v2@2", decision: "new v2", reason: "channel latest names v2" },
  "an entry that a person wrote turns out to be a release": {
    locked: "v1",
    channel: "v1@1",
    decision: "keep v1",
    reason: "channel latest names v1",
  },
  "nothing is recorded, and a person wrote the entry": {
    locked: "v1",
    decision: "keep v1",
    reason: "nothing is recorded in channel latest yet",
  },
  "nothing is recorded, and there is no entry": { decision: "invalid -", reason: "channel latest has no release of the service" },
  "the pointer is gone": {
    locked: "v1@1",
    decision: "invalid v1",
    reason: "channel latest no longer names a release of the service, but the lock has v1 from it",
  },
  "a person moved the channel back": {
    locked: "v2@2",
    channel: "v1@3 hand",
    moves: history("v1@1 -> v2@2", " -> v1@1"),
    decision: "advance v1",
    reason: "channel latest names v1; Grace Hopper set it: v2 loses carts",
  },
  "a person moved the channel back, on prod, which follows": {
    tier: "prod",
    locked: "v2@2",
    channel: "v1@3 hand",
    moves: history("v1@1 -> v2@2", " -> v1@1"),
    decision: "advance v1",
    reason: "channel latest names v1; Grace Hopper set it: v2 loses carts",
  },
  "a person moved the channel back, then forward to the version before": {
    tier: "prod",
    locked: "v1@3",
    channel: "v2@4 hand",
    moves: history("v2@2 -> v1@3", "v1@1 -> v2@2", " -> v1@1"),
    decision: "advance v2",
    reason: "channel latest names v2; Grace Hopper set it: v2 loses carts",
  },
  "the same image under another record, after the datastore was filled again": {
    tier: "prod",
    locked: { ...entryOf("v1@1"), release: "0000000000-100000000000" },
    channel: "v2@2",
    moves: [{ before: entryOf("v1@1"), after: { ...entryOf("v1@1"), release: "0000000000-100000000000" } }, ...history(" -> v1@1")],
    decision: "advance v2",
    reason: "channel latest names v2",
  },
  "a tag gets its digest": {
    locked: { tag: "v1" },
    channel: "v1@1",
    moves: [],
    decision: "advance v1",
    reason: "channel latest names v1",
  },
};

describe("a stack follows its channel", () => {
  it.each(Object.entries(ROWS))("%s", (_title, row) => {
    const [read, unread] = decideWithUnreadHistory(row);
    expect(decideRow(row)).toEqual({ decision: row.decision, reason: row.reason });
    expect(unread).toEqual(read);
  });

  it("names the image repository, the channel and a number above all before it", () => {
    const decided = (row: Pick<Row, "locked" | "channel" | "moves">) => decide(caseOf(row), FLEET).to;
    expect(decided({ channel: "v2@2" })).toEqual(entryOf("v2@2"));
    expect(decided({ locked: "v1@7", channel: "v2@2" })).toEqual(entryOf("v2@8"));
    expect(decided({ locked: heldEntry("v1@1", "v2@9"), channel: "v3@3" })).toEqual(entryOf("v3@10"));
    expect(decided({ locked: "v1@1", channel: "v3@3", moves: history("v2@5 -> v1@1", "v1@1 -> v2@5") })).toEqual(entryOf("v3@6"));
  });
});
