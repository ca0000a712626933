import { describe, expect, it } from "vitest";
import { chooseSource, scheduledBackups } from "./choose-source.ts";
import type { Backups } from "./copies.ts";

const LOGS: Backups = { hour: 2, days: 30, logDays: 7 };
const DAILY: Backups = { hour: 2, days: 3, logDays: 0 };

const NOW = "2026-11-30T12:00:00Z";
const backup = (at: string) => ({ at, id: `id-${at.slice(8, 10)}` });
const LIST = [backup("2026-11-29T02:00:00Z"), backup("2026-11-30T02:00:00Z"), backup("2026-11-20T02:00:00Z")];

describe("the source of a copy", () => {
  it.each<readonly [what: string, backups: Backups, wanted: string, created: string | undefined, source: object]>([
    ["is a second of the logs", LOGS, "2026-11-30T11:59:59Z", undefined, { kind: "second", at: "2026-11-30T11:59:59Z" }],
    ["is the first second of the logs", LOGS, "2026-11-23T12:00:00Z", undefined, { kind: "second", at: "2026-11-23T12:00:00Z" }],
    ["is a backup before the logs", LOGS, "2026-11-23T11:59:59Z", undefined, { kind: "backup", ...backup("2026-11-20T02:00:00Z") }],
    ["is the newest backup without logs", DAILY, "2026-11-30T11:00:00Z", undefined, { kind: "backup", ...backup("2026-11-30T02:00:00Z") }],
    ["is a backup of this very second", DAILY, "2026-11-30T02:00:00Z", undefined, { kind: "backup", ...backup("2026-11-30T02:00:00Z") }],
    ["is never a later backup", DAILY, "2026-11-30T01:59:59Z", undefined, { kind: "backup", ...backup("2026-11-29T02:00:00Z") }],
    ["is not in the future", LOGS, "2026-11-30T12:00:01Z", undefined, { message: expect.stringContaining("it is 2026-11-30T12:00:00Z") }],
    [
      "is not before the server",
      LOGS,
      "2026-11-29T00:00:00Z",
      "2026-11-29T00:00:01Z",
      { message: "exists since 2026-11-29T00:00:01Z, which is after 2026-11-29T00:00:00Z", hint: "give 2026-11-29T00:00:01Z or later" },
    ],
    [
      "is not before the oldest backup",
      DAILY,
      "2026-11-20T01:00:00Z",
      undefined,
      {
        message: "has no backup up to 2026-11-20T01:00:00Z; the oldest one is of 2026-11-20T02:00:00Z",
        hint: "give 2026-11-20T02:00:00Z or later",
      },
    ],
    [
      "is not before logs and backups",
      LOGS,
      "2026-11-01T00:00:00Z",
      undefined,
      { hint: "give any second since 2026-11-23T12:00:00Z, or 2026-11-20T02:00:00Z or later" },
    ],
  ])("%s", (_what, backups, wanted, created, source) => {
    const times = { wanted: Date.parse(wanted), now: Date.parse(NOW), ...(created === undefined ? {} : { created: Date.parse(created) }) };
    expect(chooseSource(backups, times, LIST)).toMatchObject(source);
  });

  it("waits for the first backup", () => {
    const times = { wanted: Date.parse(NOW), now: Date.parse(NOW) };
    expect(chooseSource(DAILY, times, [])).toEqual({
      kind: "refused",
      message: "has no backup up to 2026-11-30T12:00:00Z",
      hint: "the first backup comes within a day",
    });
  });
});

describe("the backups of a schedule", () => {
  it.each<readonly [what: string, created: string, now: string, times: readonly string[]]>([
    ["are none before the first hour", "2026-11-30T03:00:00Z", "2026-12-01T01:59:59Z", []],
    ["begin at the first hour", "2026-11-30T03:00:00Z", "2026-12-01T02:00:00Z", ["2026-12-01T02:00:00Z"]],
    ["are one a day", "2026-11-30T01:00:00Z", "2026-12-01T12:00:00Z", ["2026-12-01T02:00:00Z", "2026-11-30T02:00:00Z"]],
    [
      "are the newest ones that are kept",
      "2026-01-01T00:00:00Z",
      "2026-12-01T01:00:00Z",
      ["2026-11-30T02:00:00Z", "2026-11-29T02:00:00Z", "2026-11-28T02:00:00Z"],
    ],
  ])("%s", (_what, created, now, times) => {
    expect(scheduledBackups(DAILY, Date.parse(created), Date.parse(now))).toEqual(times);
  });
});
