import { describe, expect, it } from "vitest";
import { formatProblem, type Problem, uniqueProblems } from "./problem.ts";

const at = (file: string, path: string, message: string): Problem => ({ file, path, message });

describe("formatProblem", () => {
  it.each([
    [
      "a field",
      at("services/cartservice.ts", "resources.limits.memory", "64Mi is below the request 128Mi"),
      "services/cartservice.ts: resources.limits.memory: 64Mi is below the request 128Mi",
    ],
    ["the whole file", at("services/cart.ts", "", "must be an object, got null"), "services/cart.ts: must be an object, got null"],
  ])("names %s", (_title, problem, text) => {
    expect(formatProblem(problem)).toBe(text);
  });

  it("leaves the hint out", () => {
    expect(formatProblem({ ...at("stacks/latest.ts", "domain", "missing"), hint: 'add domain: "shop.example.com"' })).toBe(
      "stacks/latest.ts: domain: missing",
    );
  });
});

describe("uniqueProblems", () => {
  it("drops duplicates and sorts by file, but not inside a file", () => {
    const problems = [
      at("stacks/latest.ts", "domain", "missing"),
      at("services/cart.ts", "scale.max", "too low"),
      at("services/cart.ts", "image", "missing"),
      at("services/cart.ts", "scale.max", "too low"),
      at("services/ads.ts", "owner", "missing"),
    ];
    expect(uniqueProblems(problems).map(formatProblem)).toEqual([
      "services/ads.ts: owner: missing",
      "services/cart.ts: scale.max: too low",
      "services/cart.ts: image: missing",
      "stacks/latest.ts: domain: missing",
    ]);
  });

  it("keeps the first of two problems that differ only in the hint", () => {
    const problem = at("services/cart.ts", "image", "missing");
    expect(
      uniqueProblems([
        { ...problem, hint: "first" },
        { ...problem, hint: "second" },
      ]),
    ).toEqual([{ ...problem, hint: "first" }]);
  });
});
