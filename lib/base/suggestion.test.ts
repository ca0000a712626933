import { describe, expect, it } from "vitest";
import { nearest, suggestion } from "./suggestion.ts";

describe("nearest", () => {
  const fields = ["resources", "health", "scale", "schedule", "ports", "public", "priority"];
  it.each([
    ["a letter too few", "resorces", "resources"],
    ["a letter too many", "healthh", "health"],
    ["another letter", "scalo", "scale"],
    ["two letters swapped", "prots", "ports"],
    ["another case", "SCALE", "scale"],
    ["a known word", "public", "public"],
    ["two mistakes in a long word", "prioritty", "priority"],
    ["no similar word", "sidecars", undefined],
    ["a word too short to compare", "xyz", undefined],
    ["an empty word", "", undefined],
  ])("%s", (_title, word, expected) => {
    expect(nearest(word, fields)).toBe(expected);
  });

  it.each([
    ["a service that differs in four letters", "emailservice", undefined],
    ["a service that differs in three letters", "pubservice", undefined],
    ["a service with two mistakes", "crtservic", "cartservice"],
  ])("knows that services have similar names: %s", (_title, word, expected) => {
    expect(nearest(word, ["adservice", "cartservice", "shippingservice"])).toBe(expected);
  });

  it("prefers the nearer word to the first one", () => {
    expect(nearest("grpcs", ["grp", "grpc"])).toBe("grpc");
    expect(nearest("grpcs", ["grpc", "grp"])).toBe("grpc");
  });
});

describe("suggestion", () => {
  it.each<[title: string, word: string, known: string[], expected: string]>([
    ["a similar word", "gprc", ["http", "grpc"], '; did you mean "grpc"?'],
    ["all words if none is similar", "metrics", ["grpc", "http"], ' (known: "grpc", "http")'],
    ["no word if none is known", "grpc", [], "; there are none"],
  ])("names %s", (_title, word, known, expected) => {
    expect(suggestion(word, known)).toBe(expected);
  });
});
