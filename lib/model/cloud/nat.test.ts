import { expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";

it.each<readonly [what: string, nat: Fields, problems: readonly string[]]>([
  ["the defaults", {}, []],
  ["three addresses and one that drains", { addresses: ["a", "b", "c"], draining: ["old"] }, []],
  ["one address", { addresses: ["1"] }, ["addresses: must have at least 2 names, got 1"]],
  ["no address", { addresses: [] }, ["addresses: must have at least 2 names, got 0"]],
  ["two addresses that drain", { addresses: ["1"], draining: ["2"] }, ["addresses: must have at least 2 names, got 1"]],
  ["an address twice", { addresses: ["1", "2", "1"] }, ['addresses.2: "1" is listed twice']],
  ["an address that is in use and drains", { draining: ["2"] }, ['draining.0: "2" is listed twice']],
  ["a name in capitals", { addresses: ["A", "b"] }, ['addresses.0: "A" must consist of lower-case letters, digits and "-"']],
  [
    "ports that are no power of 2",
    { minPorts: 100, maxPorts: 5000 },
    ["minPorts: must be a power of 2, got 100", "maxPorts: must be a power of 2, got 5000"],
  ],
  ["too few ports", { minPorts: 16 }, ["minPorts: must be at least 32, got 16"]],
  ["a minimum above the maximum", { minPorts: 512, maxPorts: 128 }, ["maxPorts: must be greater than minPorts 512, got 128"]],
  ["a misspelt field", { adresses: ["1", "2"] }, ['adresses: unknown field; did you mean "addresses"?']],
])("%s", (_what, nat, problems) => {
  const found = problemsWith({}, { cloud: { nat } }).map((problem) => problem.split("; write")[0]);
  expect(found).toEqual(problems.map((problem) => `stacks/latest.ts: cloud.nat.${problem}`));
});

it("is a part of the cloud", () => {
  expect(problemsWith({}, { cloud: { natt: {} } })).toEqual(['stacks/latest.ts: cloud.natt: unknown field; did you mean "nat"?']);
});
