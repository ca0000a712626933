import { describe, expect, it } from "vitest";
import { recordCart, TestProject } from "./project.ts";

const STACKS = ["prod-europe-west1", "prod-us-central1"] as const;

/** Compares both prod stacks. @returns status, and the differences as `<kind> <services> <path>` */
function compared(project: TestProject, ...flags: readonly string[]): readonly [number | null, readonly string[]] {
  const { status, stdout } = project.run(["compare", ...STACKS, "--json", ...flags]);
  const { differences }: { readonly differences: readonly Readonly<Record<"kind" | "path" | "services", unknown>>[] } = JSON.parse(stdout);
  return [status, differences.map(({ kind, services, path }) => [kind, services, path].join(" ").trim())];
}

const EXPECTED = [
  "field frontend scale.max",
  "field frontend scale.min",
  "object  ResourceQuota quota: spec.hard.pods",
  "object  ResourceQuota quota: spec.hard.requests.cpu",
  "object  ResourceQuota quota: spec.hard.requests.memory",
  expect.stringMatching(/^cloud orderservice gcp:sql\S+ <stack>-orderservice-orders: settings\.backupConfiguration\.location$/),
];

describe("fairlead compare", () => {
  it("shows how two stacks differ, and names the place that sets each value", () => {
    const project = new TestProject();
    expect(compared(project)).toEqual([0, EXPECTED]);
    expect(compared(project, "--exit-code")[0]).toBe(1);
    const { stdout } = project.run(["compare", ...STACKS]);
    expect(stdout).toContain("frontend: scale.max  20 | 40\n    stacks/prod-europe-west1.ts override(frontend).scale.max; stacks/prod-us");
  });

  it("shows a release that one stack runs", () => {
    const project = new TestProject();
    recordCart(project, "v9", 9000);
    project.run(["up", "--stack", STACKS[0]]);
    expect(compared(project, "--service", "cartservice", "--exit-code")).toEqual([1, ["version cartservice"]]);
    expect(compared(project, "--service", "adservice", "--exit-code")).toEqual([0, []]);
    expect(project.run(["compare", ...STACKS, "--format", "markdown"]).stdout).toMatch(
      /#### Releases\n\n.*\n.*\n\| `cartservice` \| `v9` \| /,
    );
  });

  it.each<readonly [string, readonly string[], number, string]>([
    ["an unknown stack", ["prod-us-cental1", "staging"], 3, 'there is no stack "prod-us-cental1"; did you mean "prod-us-central1"?'],
    ["an unknown service", ["latest", "staging", "--service", "fronted"], 3, 'there is no service "fronted"; did you mean "frontend"?'],
    ["a stack with itself", ["staging", "staging"], 2, "staging cannot differ from itself"],
  ])("refuses %s", (_what, args, status, message) => {
    const refused = new TestProject().run(["compare", ...args]);
    expect([refused.status, refused.stderr]).toEqual([status, expect.stringContaining(message)]);
  });
});
