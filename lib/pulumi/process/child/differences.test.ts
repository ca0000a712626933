import { expect, it } from "vitest";
import { differencesOf } from "./differences.ts";

it.each<readonly [what: string, recorded: unknown, found: unknown, expected: ReturnType<typeof differencesOf>]>([
  ["nothing", { a: 1 }, { a: 1 }, []],
  ["a value", { memorySizeGb: 1 }, { memorySizeGb: 2 }, [{ path: "memorySizeGb", recorded: 1, found: 2 }]],
  [
    "a value in an object",
    { settings: { tier: "a", disk: 1 } },
    { settings: { tier: "b", disk: 1 } },
    [{ path: "settings.tier", recorded: "a", found: "b" }],
  ],
  ["a list, as a whole", { rrdatas: ["10.0.0.1"] }, { rrdatas: [] }, [{ path: "rrdatas", recorded: ["10.0.0.1"], found: [] }]],
  ["a missing key", { labels: { team: "a" } }, { labels: {} }, [{ path: "labels.team", recorded: "a", found: undefined }]],
  ["a key of the provider", { __defaults: [] }, { __defaults: ["x"] }, []],
])("inputs that differ in %s", (_what, recorded, found, expected) => {
  expect(differencesOf(recorded, found)).toEqual(expected);
});
