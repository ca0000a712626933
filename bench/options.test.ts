import { expect, it } from "vitest";
import { HELP, type Options, readOptions } from "./options.ts";
import { withComparisons } from "./report/targets.ts";

const DEFAULTS: Options = { json: false, help: false, rounds: 5, only: [] };

it.each<[string, Options | string]>([
  ["", DEFAULTS],
  ["--json", { ...DEFAULTS, json: true }],
  ["--quick", { ...DEFAULTS, rounds: 1 }],
  ["-h", { ...DEFAULTS, help: true }],
  ["--only help --only check-sample", { ...DEFAULTS, only: ["help", "check-sample"] }],
  ["--fast", "Unknown option '--fast'"],
  ["fast", "Unexpected argument 'fast'. This command does not take positional arguments"],
])("reads %j", (line, expected) => {
  expect(readOptions(line.split(" ").filter((word) => word !== ""))).toEqual(expected);
});

it("names the entries where one is unknown", () => {
  expect(readOptions(["--only", "toString"])).toMatchInlineSnapshot(
    `"there is no entry "toString" (there is render-1000x1, render-1000x10, render-1000x10-again, render-one-sample, render-one-1000, render-one-1000x10, help, check-sample, plan-1000x10, plan-bucket-1000, engine-cold-sample, engine-one-sample, engine-again-sample, engine-1000x1, plain-loop-8000, plain-loop-80000, cdk8s-8000, helm-8000)"`,
  );
});

it("shows every entry in the help", () => {
  expect(HELP).toMatchInlineSnapshot(`
    "Usage: npm run bench -- [--quick] [--only <entry>]... [--json]

    Measures Fairlead as whole processes, against its targets and against others on the same objects.

      --quick          1 run of each instead of 5; always after one to warm up
      --only <entry>   this entry and what it is compared with; can be given again
      --json           one JSON document instead of a table
      --help           this text

    Entries:
      render-1000x1          1,000 services on 1 stack, from nothing
      render-1000x10         1,000 services on 10 stacks, from nothing
      render-1000x10-again   the same again with nothing changed
      render-one-sample      one service on one stack of the sample fleet
      render-one-1000        one service on one stack of 1,000 services on 1 stack
      render-one-1000x10     one service on one stack of 1,000 services on 10 stacks
      help                   fairlead --help
      check-sample           fairlead check on the sample fleet
      plan-1000x10           fairlead plan, 1,000 services on 10 stacks, all of them move
      plan-bucket-1000       fairlead plan, 1,000 services on 1 stack, releases in a bucket on loopback
      engine-cold-sample     fairlead up with the Pulumi engine, the sample fleet on 4 stacks, from nothing, nothing cached
      engine-one-sample      the same with one service changed on one stack
      engine-again-sample    the same with nothing changed
      engine-1000x1          fairlead up with the Pulumi engine, 1,000 services on 1 stack, from nothing
      plain-loop-8000        a plain loop over the objects of render-1000x1
      plain-loop-80000       a plain loop over the objects of render-1000x10
      cdk8s-8000             cdk8s with the objects of render-1000x1
      helm-8000              helm template with the objects of render-1000x1

    Exit codes: 0 all was measured, whatever the figures; 1 a measured process failed; 2 wrong usage; 70 a defect of the benchmark.
    How to read it: bench/README.md
    "
  `);
});

it("runs along what an entry is compared with", () => {
  expect([...withComparisons(["cdk8s-8000", "help"])]).toEqual(["cdk8s-8000", "render-1000x1", "plain-loop-8000", "help"]);
});
