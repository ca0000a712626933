import { describe, expect, it } from "vitest";
import { ENTRY_FIELDS, HOLD_FIELDS, type LockFields, type ScalarField } from "./lock-fields.ts";

const REGISTRIES: Readonly<Record<string, LockFields>> = { "a lock entry": ENTRY_FIELDS, "a hold": HOLD_FIELDS };

const scalarsOf = (fields: LockFields): readonly (readonly [string, ScalarField])[] =>
  Object.entries(fields).flatMap(([name, field]) => (field.type === "fields" ? [] : [[name, field] as const]));

describe.each(Object.entries(REGISTRIES))("the fields of %s", (_name, fields) => {
  it("are in alphabetical order", () => {
    expect(Object.keys(fields)).toEqual(Object.keys(fields).sort());
  });

  it.each(scalarsOf(fields))("%s has a grammar without capturing groups and anchors", (_field, { grammar }) => {
    // The empty alternative always matches: its match has one item for each group.
    expect(new RegExp(`${grammar}|`).exec("")).toHaveLength(1);
    expect(grammar).not.toMatch(/^\^|\$$/);
  });
});
