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

  const fleet = Array.from({ length: 1000 }, (_, at) => `service-${at}`);
  const ten = fleet.slice(0, 10);
  const many = [...fleet, "cartservice", "cleanup-cart"];

  it.each<[title: string, word: string, known: string[], command: string | undefined, expected: string]>([
    ["all of ten words", "cart", ten, "ls", ` (known: ${ten.map((name) => `"${name}"`).join(", ")})`],
    ["a similar one of many words", "service-9999", fleet, "ls", '; did you mean "service-999"?'],
    [
      "the words that contain it, then the nearest ones",
      "cart",
      many,
      "ls services/",
      ' (known: "cartservice", "cleanup-cart", "service-0", "service-1", "service-2" and 997 more; ls services/ lists all)',
    ],
    [
      "the first words if none is nearer",
      "x",
      fleet,
      undefined,
      ' (known: "service-0", "service-1", "service-2", "service-3", "service-4" and 995 more)',
    ],
  ])("names %s", (_title, word, known, command, expected) => {
    expect(suggestion(word, known, command)).toBe(expected);
  });
});
