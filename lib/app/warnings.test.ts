import { describe, expect, it } from "vitest";
import { formatProblem, type Problem } from "../base/problem.ts";
import { emitWarnings } from "./warnings.ts";

const warning = (index: number, policy?: string): Problem => ({
  file: `services/s${index}.ts`,
  path: "",
  message: "is wrong",
  severity: "warning",
  ...(policy === undefined ? {} : { policy: { name: policy, why: "w", path: "", message: "is wrong", stacks: [] } }),
});
const many = (number: number, policy?: string): readonly Problem[] => Array.from({ length: number }, (_, index) => warning(index, policy));

/** Returns the number of warnings that are shown, and the last one. */
function shown(warnings: readonly Problem[]): readonly [number: number, last: string] {
  const events: string[] = [];
  const result = emitWarnings(
    { onEvent: (event) => event.kind === "warning-found" && events.push(formatProblem(event.warning)) },
    warnings,
  );
  expect(result.warnings).toEqual(warnings);
  return [events.length, events.at(-1) ?? ""];
}

describe("emitWarnings", () => {
  it.each([
    ["all of a few", many(20, "pinned"), [20, "services/s19.ts: is wrong"]],
    ["20 of a policy that finds many", many(1000, "pinned"), [21, "policies/: 980 more findings of the policy pinned"]],
    ["20 of each policy", [...many(21, "a"), ...many(30, "b")], [42, "policies/: 10 more findings of the policy b"]],
    ["all that no policy found", many(100), [100, "services/s99.ts: is wrong"]],
  ] as const)("shows %s", (_what, warnings, expected) => {
    expect(shown(warnings)).toEqual(expected);
  });

  it("leaves the field out if there are none", () => {
    expect(emitWarnings({ onEvent: () => {} }, [])).toEqual({});
  });
});
