import { describe, expect, it } from "vitest";
import { caseOf, entryOf, type Row } from "../../test/decision-rows.ts";
import { needsHistory } from "./history-questions.ts";

describe("needsHistory", () => {
  it.each<readonly [string, Pick<Row, "locked" | "channel" | "broken">, readonly [elsewhere: boolean, repository: boolean]]>([
    ["the channel names another release", { locked: "v1@1", channel: "v2@2" }, [true, true]],
    ["the channel names the release that runs", { locked: "v1@1", channel: "v1@1" }, [false, true]],
    ["the lock has no entry: it may be lost", { channel: "v1@1" }, [true, true]],
    ["the channel names nothing", { locked: "v1@1" }, [false, false]],
    ["the record is broken", { locked: entryOf("v1@1"), channel: "v2@2", broken: "the record is missing" }, [false, false]],
  ])("%s", (_title, row, expected) => {
    expect([needsHistory(caseOf(row), "elsewhere"), needsHistory(caseOf(row), "repository")]).toEqual(expected);
  });
});
