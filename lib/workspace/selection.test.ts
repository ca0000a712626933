import { describe, expect, it } from "vitest";
import { fleetOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { UserError } from "../base/user-error.ts";
import { formatProblem } from "../base/problem.ts";
import { checkSelection } from "./selection.ts";

const fleet = fleetOf({ services: [serviceFile("cartservice")], stacks: [stackFile("latest")] });

/** Returns the messages of a refusal: its own, and those of its problems. */
function refusalOf(stacks: readonly string[], services: readonly string[]): readonly string[] {
  try {
    checkSelection(fleet, { stacks, services });
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [error.message, ...error.problems.map(formatProblem)];
  }
}

describe("checkSelection", () => {
  it.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ["accepts known names", ["latest"], ["cartservice"], []],
    ["refuses an unknown name", ["latst"], ["cartservice"], ['there is no stack "latst"; did you mean "latest"?']],
    [
      "refuses all unknown names at once",
      ["latst", "latest"],
      ["cartservic", "nope"],
      [
        "3 names are unknown",
        'stacks/latst.ts: there is no stack "latst"; did you mean "latest"?',
        'services/cartservic.ts: there is no service "cartservic"; did you mean "cartservice"?',
        'services/nope.ts: there is no service "nope" (known: "cartservice")',
      ],
    ],
  ])("%s", (_title, stacks, services, expected) => {
    expect(refusalOf(stacks, services)).toEqual(expected);
  });
});
