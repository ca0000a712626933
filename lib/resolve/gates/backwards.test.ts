import { describe, expect, it } from "vitest";
import { caseOf, decideRow, entryOf, FLEET, type Row } from "../../../test/decision-rows.ts";
import { decide } from "../decide.ts";

const ROWS: Readonly<Record<string, Row>> = {
  "the channel went back, and no person set it": {
    locked: "v2@2",
    channel: "v1@1",
    decision: "invalid v2",
    reason: "channel latest went back from v2 to the older build v1, and no person set it",
  },
  "the channel went back with a high seq": {
    locked: "v2@2",
    channel: "v1@900",
    decision: "invalid v2",
    reason: "channel latest went back from v2 to the older build v1, and no person set it",
  },
  "a person set the channel back": {
    locked: "v2@2",
    channel: "v1@3 hand",
    decision: "advance v1",
    reason: "channel latest names v1; Grace Hopper set it: v2 loses carts",
  },
  "the stack follows another channel, which is behind": {
    locked: { ...entryOf("v2@50"), channel: "main" },
    channel: "v1@1",
    decision: "advance v1",
    reason: "channel latest names v1",
  },
  "a person wrote the entry": { locked: "v2", channel: "v1@1", decision: "advance v1", reason: "channel latest names v1" },
};

describe("a channel that goes back", () => {
  it.each(Object.entries(ROWS))("%s", (_title, row) => {
    expect(decideRow(row)).toEqual({ decision: row.decision, reason: row.reason });
  });

  it("comes with the command that sets it, and a resume passes", () => {
    const given = caseOf({ locked: "v2@2", channel: "v1@1" });
    expect(decide(given, FLEET).hint).toMatch(/^npx fairlead release set cart --channel latest --to v1 --reason /);
    expect(decide(given, { ...FLEET, resume: new Set(["here/cart"]) }).outcome).toBe("advance");
  });
});
