import { describe, expect, it } from "vitest";
import { caseOf, decideRow, entryOf, FLEET, type Row } from "../../../test/decision-rows.ts";
import { decide } from "../decide.ts";

const V1 = entryOf("v1@1");
const { digest = "", release = "" } = entryOf("v2@2");
const OTHER = "registry.example.com/other/cart";

const ROWS: Readonly<Record<string, Row>> = {
  "the digest is of another image than the release": {
    locked: { ...V1, digest },
    channel: "v3@3",
    decision: "invalid v1",
    reason: `the lock names release ${V1.release} with the digest ${digest}, whose id would be 0000000001-200000000000`,
  },
  "the release is of another image than the digest": {
    locked: { ...V1, release },
    channel: "v2@2",
    decision: "invalid v1",
    reason: `the lock names release ${release} with the digest ${V1.digest}, whose id would be 0000000002-100000000000`,
  },
  "the repository is another one": {
    locked: { ...V1, image: OTHER },
    channel: "v1@1",
    decision: "invalid v1",
    reason: `the lock names release ${V1.release} with ${OTHER}:v1@${V1.digest}, and its record has ${V1.image}:v1@${V1.digest}`,
  },
  "the tag is another one": {
    locked: { ...V1, tag: "v9" },
    channel: "v1@1",
    decision: "invalid v9",
    reason: `the lock names release ${V1.release} with ${V1.image}:v9@${V1.digest}, and its record has ${V1.image}:v1@${V1.digest}`,
  },
  "the pointer is broken, so it proves nothing": {
    locked: { ...V1, tag: "v9" },
    channel: "v1@1",
    broken: "channels/latest/cart.json is not JSON",
    decision: "invalid v9",
    reason: "channels/latest/cart.json is not JSON",
  },
  "a person wrote the entry, without a release": { locked: "v1", channel: "v1@1", decision: "keep v1", reason: "channel latest names v1" },
};

describe("an entry that contradicts its record", () => {
  it.each(Object.entries(ROWS))("%s", (_title, row) => {
    expect(decideRow(row)).toEqual({ decision: row.decision, reason: row.reason });
  });

  it("is refused for a resume, too", () => {
    const given = caseOf({ locked: { ...V1, tag: "v9" }, channel: "v1@1" });
    expect(decide(given, { ...FLEET, resume: new Set(["here/cart"]) }).outcome).toBe("invalid");
  });
});
