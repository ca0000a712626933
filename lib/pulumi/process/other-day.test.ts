import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { otherDayZone } from "./other-day.ts";

it.each([
  ["2026-11-29T00:00:00Z", "2026-11-28 01:23"],
  ["2026-11-29T01:22:59Z", "2026-11-28 02:45"],
  ["2026-11-29T01:23:00Z", "2026-11-30 00:00"],
  ["2026-11-29T23:59:59Z", "2026-11-30 22:36"],
])("%s is %s in the zone of another day", (now, expected) => {
  const zone = join(temporaryDirectory("zone"), "zone");
  writeFileSync(zone, otherDayZone(new Date(now)));
  expect(execFileSync("date", ["--date", now, "+%F %R"], { env: { TZ: zone }, encoding: "utf8" }).trim()).toBe(expected);
});
