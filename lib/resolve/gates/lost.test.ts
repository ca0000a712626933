import { describe, expect, it } from "vitest";
import { caseOf, decideRow, FLEET, history, type Row } from "../../../test/decision-rows.ts";
import { decide } from "../decide.ts";

const ROWS: Readonly<Record<string, Row>> = {
  "git has never had an entry": { channel: "v1@1", moves: history(" -> "), decision: "new v1", reason: "channel latest names v1" },
  "a commit removed the entry": {
    channel: "v2@2",
    moves: history("v2@2 -> ", "v1@1 -> v2@2"),
    decision: "held -",
    reason: 'here ran v2 until Ada Lovelace took it off in 1aaaaaa (Revert "cart")',
  },
  "a commit removed the entry alone: the service is still deployed": {
    channel: "v2@2",
    moves: history("v1@1 -> ", " -> v1@1"),
    isDeployed: true,
    decision: "held v1",
    reason: 'its entry was lost in 1aaaaaa (Revert "cart"), so it stays at v1',
  },
  "a revert of the commit that brought the service": {
    channel: "v1@1",
    moves: history("v1@1 -> ", " -> v1@1"),
    decision: "held -",
    reason: 'here ran v1 until Ada Lovelace took it off in 1aaaaaa (Revert "cart")',
  },
};

describe("a service without an entry in the lock", () => {
  it.each(Object.entries(ROWS))("%s", (_title, row) => {
    expect(decideRow(row)).toEqual({ decision: row.decision, reason: row.reason });
  });

  it("comes back if a person resumes it, with a number above all before it", () => {
    const given = caseOf({ channel: "v2@1", moves: history("v2@7 -> ", "v1@6 -> v2@7") });
    const { outcome, to } = decide(given, { ...FLEET, resume: new Set(["here/cart"]) });
    expect([outcome, to?.tag, to?.seq]).toEqual(["new", "v2", 8]);
    expect(decide(given, FLEET).hint).toBe("npx fairlead resume here/cart");
  });
});
