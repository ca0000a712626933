import { describe, expect, it } from "vitest";
import { lockLine, recordCart, TestProject } from "./project.ts";

const PRODS = ["prod-europe-west1", "prod-us-central1"];

/** Makes a fleet. Its prod stacks follow a channel of their own, staging runs v2, and v3 is newer. */
function fleet(): TestProject {
  const made = new TestProject();
  for (const stack of PRODS) made.edit(`stacks/${stack}.ts`, 'tier: "prod",', 'tier: "prod",\n  channel: "stable",');
  made.run(["release", "promote", "--from", "main", "--to", "stable"]);
  made.commitAll();
  recordCart(made, "v2", 2000);
  expect(made.run(["up"])).toMatchObject({ status: 0 });
  recordCart(made, "v3", 3000);
  return made;
}

const tags = (made: TestProject): readonly (string | undefined)[] =>
  ["staging", ...PRODS].map((stack) => /tag: (\S+)}/.exec(lockLine(made, stack))?.[1]);

const promote = (made: TestProject, ...args: readonly string[]) => made.run(["promote", "--json", ...args]);

describe("a promotion of what a stack runs", () => {
  it("brings the release that staging runs to prod, and no newer one", () => {
    const made = fleet();
    const before = tags(made);
    const preview = promote(made, "--from", "staging", "--to", "prod", "--dry-run");
    expect([preview.status, JSON.parse(preview.stdout)]).toMatchObject([
      0,
      { from: "staging", to: "stable", dryRun: true, outcomes: { moved: 1 } },
    ]);
    made.run(["up"]);
    expect(tags(made)).toEqual(["v3", ...before.slice(1)]);
  });

  it("moves the channel by one build, and a second run moves nothing", () => {
    const made = fleet();
    expect(JSON.parse(promote(made, "--from", "staging", "--to", "prod", "cartservice").stdout)).toMatchObject({
      outcomes: { moved: 1 },
      services: [{ service: "cartservice", outcome: "moved", release: { tag: "v2" } }],
    });
    expect(JSON.parse(promote(made, "--from", "staging", "--to", "prod").stdout)).toMatchObject({ outcomes: { moved: 0, failed: 0 } });
    expect(made.run(["up", "--stack", PRODS[0] ?? "", "--stack", PRODS[1] ?? ""])).toMatchObject({ status: 0 });
    expect(tags(made)).toEqual(["v2", "v2", "v2"]);
  });

  it.each<readonly [string, readonly string[], string]>([
    [
      "stacks of one channel",
      ["--from", "latest", "--to", "staging"],
      "latest and staging follow the same channel main, so staging takes each release by itself",
    ],
    ["an unknown stack", ["--from", "stagin", "--to", "prod"], 'there is no stack or tier "stagin"; did you mean "staging"?'],
    ["an unknown service", ["--from", "staging", "--to", "prod", "cartservic"], 'there is no service "cartservic"'],
    [
      "a service that prod does not run",
      ["--from", "staging", "--to", "prod", "loadgenerator"],
      "staging cannot be promoted to prod; nothing was moved",
    ],
  ])("refuses %s, and moves nothing", (_title, args, message) => {
    const made = fleet();
    const channel = made.read("releases/channels/stable/cartservice.json");
    const { status, stdout } = promote(made, ...args);
    expect([status === 0, stdout]).toEqual([false, expect.stringContaining(JSON.stringify(message).slice(1, -1))]);
    expect(made.read("releases/channels/stable/cartservice.json")).toBe(channel);
  });

  it("names the stacks of a tier that run different releases", () => {
    const made = fleet();
    promote(made, "--from", "staging", "--to", "prod");
    made.run(["up", "--stack", PRODS[0] ?? ""]);
    const { status, stdout } = promote(made, "--from", "prod", "--to", "staging");
    expect([status, JSON.parse(stdout)]).toMatchObject([
      1,
      {
        error: {
          problems: [
            { path: "cartservice", message: expect.stringMatching(/^prod-\S+ runs v\S+, and prod-\S+ runs v\S+: promote from one stack$/) },
          ],
        },
      },
    ]);
  });
});
