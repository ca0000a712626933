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

it("lists the entries if one is unknown", () => {
  expect(readOptions(["--only", "toString"])).toMatchInlineSnapshot(
    `"unknown entry "toString"; the entries are render-1000x1, render-1000x10, render-1000x10-again, render-one-sample, render-one-1000, render-one-1000x10, help, recorder-bucket, check-sample, plan-1000x10, plan-bucket-1000, promote-bucket-1000, status-1000x10-5000, status-1000x10-5000-first, board-1000x10, board-1000x10-open, publish-50x10, preview-1000x10, preview-10000, preview-10000-open, engine-cold-sample, engine-one-sample, engine-again-sample, engine-1000x1, cloud-300x1, cloud-one-300x1, cloud-again-300x1, cloud-cold-sample, cloud-100x1, cloud-one-stack-100x1, plain-loop-8000, plain-loop-80000, cdk8s-8000, helm-8000"`,
  );
});

it("shows every entry in the help", () => {
  expect(HELP).toMatchInlineSnapshot(`
    "Usage: npm run bench -- [--quick] [--only <entry>]... [--json]

    Measures whole Fairlead processes and compares them with targets and with other programs.

      --quick          1 run of each entry instead of 5, after one warm-up
      --only <entry>   this entry and those that it is compared with; may be repeated
      --json           one JSON document instead of a table
      --help           this text

    Entries:
      render-1000x1               \`fairlead render\`, 1,000 services on 1 stack, into an empty tree: 8,060 manifests
      render-1000x10              \`fairlead render\`, 1,000 services on 10 stacks, into an empty tree: 80,600 manifests
      render-1000x10-again        the same without a change
      render-one-sample           \`fairlead render\` of one service on one stack of the sample fleet
      render-one-1000             the same in the fleet of 1,000 services on 1 stack
      render-one-1000x10          the same in the fleet of 1,000 services on 10 stacks
      help                        \`fairlead --help\`
      recorder-bucket             \`fairlead-release.js record\`, the bundled recorder, of one build in a bucket on loopback
      check-sample                \`fairlead check\` on the sample fleet
      plan-1000x10                \`fairlead plan\`, 1,000 services on 10 stacks that all advance, with a directory as the datastore
      plan-bucket-1000            \`fairlead plan\`, 1,000 services of 20 builds on 1 stack that all advance, with a bucket on loopback
      promote-bucket-1000         \`fairlead release promote\` of 1,000 services to a new channel, with a bucket on loopback
      status-1000x10-5000         \`fairlead status\`, 1,000 services on 10 stacks with 5,000 deploys in git, after an earlier run
      status-1000x10-5000-first   the same without the cache of an earlier run
      board-1000x10               \`fairlead board\` of the same fleet, after an earlier run
      board-1000x10-open          Chromium opens that page until its first frame, without the start of Chromium
      publish-50x10               \`fairlead publish\` of one changed service on 10 stacks, 50 services, with the embedded writer
      preview-1000x10             \`fairlead preview --only cloud\` of recorded clouds, 1,000 services on 10 stacks, without a change
      preview-10000               \`fairlead preview --html\` of 10,000 changed manifests of 1,000 services on 2 stacks, against a commit
      preview-10000-open          Chromium opens that preview until its first frame, without the start of Chromium
      engine-cold-sample          \`fairlead up\` with the Pulumi engine, the sample fleet on 4 stacks, from nothing
      engine-one-sample           the same with one service changed on one stack
      engine-again-sample         the same without a change
      engine-1000x1               \`fairlead up\` with the Pulumi engine, 1,000 services on 1 stack, from nothing
      cloud-300x1                 \`fairlead up --only cloud\` on the local cloud, 300 services with 2 needs each on 1 stack, from nothing
      cloud-one-300x1             the same with one need changed
      cloud-again-300x1           the same without a change
      cloud-cold-sample           \`fairlead up --only cloud\` on the local cloud, the sample fleet on 4 stacks, from nothing
      cloud-100x1                 the same as \`cloud-300x1\` with 100 services
      cloud-one-stack-100x1       the resources of \`cloud-100x1\` in one Pulumi stack
      plain-loop-8000             js-yaml's \`dump\` and one \`writeFileSync\` for each object of \`render-1000x1\`
      plain-loop-80000            the same for the objects of \`render-1000x10\`
      cdk8s-8000                  a cdk8s app with the objects of \`render-1000x1\`, one chart for each service
      helm-8000                   \`helm template\` of a chart with the objects of \`render-1000x1\`

    Exit codes: 0 all was measured, also if a target was missed; 1 a measured process failed; 2 wrong usage; 70 a defect.
    bench/README.md explains the report.
    "
  `);
});

it("adds the entries that an entry is compared with", () => {
  expect([...withComparisons(["cdk8s-8000", "help"])]).toEqual(["cdk8s-8000", "render-1000x1", "plain-loop-8000", "help"]);
});
