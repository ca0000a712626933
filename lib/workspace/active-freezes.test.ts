import { describe, expect, it } from "vitest";
import type { FreezeWindow } from "../model/pipeline/pipeline.ts";
import { activeFreezes } from "./active-freezes.ts";
import type { IncidentFreeze } from "./freezes.ts";

const ALL = { tiers: [], stacks: [], services: [] };
const BERLIN = "Europe/Berlin";
const WEEKEND: FreezeWindow = { kind: "cron", cron: "0 18 * * 5", durationMs: 62 * 3_600_000, timeZone: BERLIN };
const HOLIDAYS: FreezeWindow = { kind: "dates", from: "2026-12-20T00:00", until: "2027-01-03T00:00", timeZone: BERLIN };

const endAt = (window: FreezeWindow, now: string): string | undefined =>
  activeFreezes({ stages: [], freezes: [{ ...ALL, name: "x", window }] }, [], now)[0]?.until;

describe("activeFreezes", () => {
  it.each([
    ["a second before a weekend", WEEKEND, "2026-11-27T16:59:59Z", undefined],
    ["the first second of a weekend", WEEKEND, "2026-11-27T17:00:00Z", "2026-11-30T07:00:00Z"],
    ["the last second of a weekend", WEEKEND, "2026-11-30T06:59:59Z", "2026-11-30T07:00:00Z"],
    ["the end of a weekend", WEEKEND, "2026-11-30T07:00:00Z", undefined],
    ["a weekend in summer time", WEEKEND, "2026-07-03T16:00:00Z", "2026-07-06T06:00:00Z"],
    ["before the holidays", HOLIDAYS, "2026-12-19T22:59:59Z", undefined],
    ["the holidays", HOLIDAYS, "2026-12-19T23:00:00Z", "2027-01-02T23:00:00Z"],
    ["after the holidays", HOLIDAYS, "2027-01-02T23:00:00Z", undefined],
  ])("knows %s", (_what, window, now, until) => {
    expect(endAt(window, now)).toBe(until);
  });

  it("ends the freeze of a person at its time, or never", () => {
    const incident: IncidentFreeze = { ...ALL, id: "a", by: "Ada", reason: "down", at: "2026-12-01T00:00:00Z" };
    const active = (freeze: IncidentFreeze, now: string) => activeFreezes({ stages: [], freezes: [] }, [freeze], now);
    expect(active(incident, "2036-12-01T00:00:00Z")).toMatchObject([{ reason: "Ada froze it (down)", until: undefined }]);
    expect(active({ ...incident, until: "2026-12-02T00:00:00Z" }, "2026-12-02T00:00:00Z")).toEqual([]);
  });
});
