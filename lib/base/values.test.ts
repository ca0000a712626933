import { describe, expect, it } from "vitest";
import { isPlainObject, isRecord, valueAt } from "./values.ts";

describe("isRecord and isPlainObject", () => {
  it.each<[title: string, value: unknown, record: boolean, plain: boolean]>([
    ["an object", { a: 1 }, true, true],
    ["an object without a prototype", Object.create(null), true, true],
    ["an instance of a class", new Error("x"), true, false],
    ["a map", new Map(), true, false],
    ["a promise", Promise.resolve(), true, false],
    ["a list", [], false, false],
    ["null", null, false, false],
    ["undefined", undefined, false, false],
    ["a string", "a", false, false],
    ["a function", () => undefined, false, false],
  ])("%s", (_title, value, record, plain) => {
    expect([isRecord(value), isPlainObject(value)]).toEqual([record, plain]);
  });
});

describe("valueAt", () => {
  it.each<[path: string, value: unknown]>([
    ["resources.limits.cpu", "1"],
    ["resources.limits", { cpu: "1" }],
    ["command.1", "-v"],
    ["resources.requests", undefined],
    ["resources.limits.cpu.unit", undefined],
    ["resources.toString", undefined],
    ["constructor", undefined],
  ])("%s", (path, value) => {
    expect(valueAt({ resources: { limits: { cpu: "1" } }, command: ["run", "-v"] }, path.split("."))).toEqual(value);
  });
});
