import { describe, expect, it } from "vitest";
import { decideRow, decideWithUnreadHistory, type Row } from "../../../test/decision-rows.ts";

const ROWS: Readonly<Record<string, Row>> = {
  "the pointer or record is broken": {
    locked: "v1@1",
    channel: "v2@2",
    broken: "channels/latest/cart.json is not JSON",
    decision: "invalid v1",
    reason: "channels/latest/cart.json is not JSON",
  },
};

describe("a pointer or record that cannot be used", () => {
  it.each(Object.entries(ROWS))("%s", (_title, row) => {
    const [read, unread] = decideWithUnreadHistory(row);
    expect(decideRow(row)).toEqual({ decision: row.decision, reason: row.reason });
    expect(unread).toEqual(read);
  });
});
