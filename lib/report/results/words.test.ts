import { count } from "../../base/text.ts";
import { describe, expect, it } from "vitest";
import type { ObjectChange } from "../../diff/change.ts";
import type { ReleaseChange } from "../../diff/releases.ts";
import { readObject } from "../../diff/object.ts";
import { fieldText, groupText, inline, lockText, releaseText, stacksText } from "./words.ts";

const A = `sha256:${"a".repeat(64)}`;
const B = `sha256:${"b".repeat(64)}`;

describe("count", () => {
  it.each([
    [0, "0 objects"],
    [1, "1 object"],
    [2, "2 objects"],
  ])("%i", (number, text) => {
    expect(count(number, "object")).toBe(text);
  });
});

describe("inline", () => {
  it.each<readonly [string, unknown, string]>([
    ["a text", "http", "http"],
    ["a number", 8080, "8080"],
    ["false", false, "false"],
    ["null", null, "null"],
    ["nothing", undefined, "(none)"],
    ["an object", { a: ["b"] }, '{"a":["b"]}'],
    ["several lines", "a\nb\tc\r", "a\\nb\\tc\\r"],
    ["a colour", "\u001B[31mred", "\\u001b[31mred"],
    ["a bell and a NUL", "\u0007\0", "\\u0007\\u0000"],
    ["delete", "a\u007Fb", "a\\u007fb"],
    ["a command in one character", "\u009B31mred", "\\u009b31mred"],
    ["the same inside an object", { text: "\u009B31m" }, '{"text":"\\u009b31m"}'],
    ["a mark that turns the line around", "a\u202Eb", "a\\u202eb"],
    ["line ends that only Unicode knows", "a\u2028b\u2029", "a\\u2028b\\u2029"],
  ])("shows %s on one line", (_title, value, text) => {
    expect(inline(value)).toBe(text);
  });

  it("cuts what is too long", () => {
    expect([inline("x".repeat(100)), inline("x".repeat(101)), inline("abcdefgh", 6)]).toEqual([
      "x".repeat(100),
      `${"x".repeat(97)}...`,
      "abc...",
    ]);
  });
});

describe("stacksText", () => {
  it.each<readonly [readonly string[], string]>([
    [[], ""],
    [["latest"], "latest"],
    [["latest", "staging"], "latest and staging"],
    [["a", "b", "c", "d"], "a, b, c and d"],
    [["a", "b", "c", "d", "e"], "5 stacks"],
  ])("%j", (stacks, text) => {
    expect(stacksText(stacks)).toBe(text);
  });
});

describe("releaseText", () => {
  const version = (tag: string, digest?: string, repository = "r.example.com/cart") => ({ repository, tag, digest });
  const text = (before: ReleaseChange["before"], after: ReleaseChange["after"]) =>
    releaseText({ service: "cart", before, after, stacks: ["latest"], objects: 2 });

  it.each<readonly [string, ReleaseChange["before"], ReleaseChange["after"], string]>([
    ["by tag", version("v1", A), version("v2", B), "cart v1 -> v2 on latest"],
    ["by digest, where the tag is the same", version("v1", A), version("v1", B), "cart v1@aaaaaaaaaaaa -> v1@bbbbbbbbbbbb on latest"],
    ["that gets a digest", version("v1"), version("v1", A), "cart v1 -> v1@aaaaaaaaaaaa on latest"],
    [
      "by repository, where nothing else differs",
      version("v1", A, "old.example.com/cart"),
      version("v1", A),
      "cart old.example.com/cart:v1 -> r.example.com/cart:v1 on latest",
    ],
  ])("tells an image %s", (_title, before, after, expected) => {
    expect(text(before, after)).toBe(expected);
  });
});

describe("lockText", () => {
  it.each<readonly [string, Parameters<typeof lockText>[0], string]>([
    [
      "that goes",
      { stack: "staging", service: "cart", before: { tag: "v1", digest: A }, after: undefined },
      "staging: cart v1@aaaaaaaaaaaa -> (not locked)",
    ],
    ["that comes", { stack: "staging", service: "cart", before: undefined, after: { tag: "v1" } }, "staging: cart (not locked) -> v1"],
    [
      "with another release",
      { stack: "staging", service: "cart", before: { tag: "v1", release: "r1" }, after: { tag: "v1", release: "r2" } },
      "staging: cart v1 (release r1) -> v1 (release r2)",
    ],
    [
      "with another repository",
      { stack: "staging", service: "cart", before: { tag: "v1", image: "old.example.com/cart" }, after: { tag: "v1" } },
      "staging: cart old.example.com/cart:v1 -> v1",
    ],
  ])("shows a line %s", (_title, change, expected) => {
    expect(lockText(change)).toBe(expected);
  });
});

describe("fieldText", () => {
  const sides = (before: unknown, after: unknown): readonly string[] => fieldText({ path: "x", before, after }).slice(3).split(" -> ");

  it("shows before and after", () => {
    expect(fieldText({ path: "spec.minReplicas", before: 2, after: 4 })).toBe("spec.minReplicas: 2 -> 4");
    expect(fieldText({ path: "spec.paused", before: undefined, after: true })).toBe("spec.paused: (none) -> true");
  });

  it.each<readonly [string, unknown, unknown]>([
    ["a text that looks like a number", "80", 80],
    ["a text that looks like a truth", "true", true],
    ["a text that says that there is none", "(none)", undefined],
    ["texts that are long and differ at their ends", `${"registry/".repeat(15)}cart:v1`, `${"registry/".repeat(15)}cart:v2`],
    ["texts that are long and differ in the middle", `${"a".repeat(200)}b${"a".repeat(200)}`, `${"a".repeat(200)}c${"a".repeat(200)}`],
    ["lists that are long and differ at their ends", [..."a".repeat(60).split(""), "b"], [..."a".repeat(60).split(""), "c"]],
  ])("never shows the same on both sides: %s", (_title, before, after) => {
    const [left, right] = sides(before, after);
    expect(left).not.toBe(right);
  });
});

it("a long text is shown around its first difference", () => {
  const text = (word: string): string =>
    `{\n  "title": "${"cart ".repeat(30)}",\n  "panels": ["CPU", "Memory", "${word}", "Requests", "Errors", "Latency", "Saturation", "Queues", "Cache"]\n}\n`;
  expect(fieldText({ path: "data.json", before: text("Restarts"), after: text("Resets") })).toBe(
    String.raw`data.json: ...": [\"CPU\", \"Memory\", \"Restarts\", \"Requests\", \"Errors\", \"Latency\", \"Saturation... -> ...": [\"CPU\", \"Memory\", \"Resets\", \"Requests\", \"Errors\", \"Latency\", \"Saturation\"...`,
  );
});

describe("groupText", () => {
  const change = (path: string, kind: string, name: string, from?: string): ObjectChange => {
    const object = readObject(path, `kind: ${kind}\nmetadata:\n  name: ${name}\n`);
    return { action: "changed", object, from: from === undefined ? undefined : { ...object, name: from }, fields: [] };
  };
  const text = (kind: string | undefined, ...members: readonly ObjectChange[]): string =>
    groupText({ action: "changed", kind, stateful: false, members });
  const on = (stack: string, service: string, kind = "Service") => change(`${stack}/services/${service}/x.yaml`, kind, service);

  it.each<readonly [string, string, string]>([
    ["one object", text("Service", on("latest", "cart")), "Service cart on latest"],
    [
      "one that is called otherwise",
      text("ConfigMap", change("latest/services/cart/x.yaml", "ConfigMap", "cart-2", "cart-1")),
      "ConfigMap cart-2 (was cart-1) on latest",
    ],
    ["one on two stacks", text("Service", on("latest", "cart"), on("staging", "cart")), "Service cart on latest and staging"],
    ["two on one stack", text("Service", on("latest", "cart"), on("latest", "ad")), "Service cart, ad on latest (2 objects)"],
    ["five", text("Service", ...["a", "b", "c", "d", "e"].map((name) => on("latest", name))), "Service of 5 names on latest (5 objects)"],
    ["a whole service", text(undefined, on("latest", "cart"), on("latest", "cart", "Deployment")), "cart on latest (2 objects)"],
    [
      "five whole services",
      text(undefined, ...["a", "b", "c", "d", "e"].map((name) => on("latest", name))),
      "5 services (a, b, c, ...) on latest (5 objects)",
    ],
    ["nothing", text("Service"), ""],
  ])("says %s", (_title, said, expected) => {
    expect(said).toBe(expected);
  });
});
