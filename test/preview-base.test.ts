import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";

/** The parts of a preview that the table compares. */
interface Previewed {
  readonly cloud: {
    readonly stacks: readonly { readonly stack: string; readonly changes: readonly { readonly action: string; readonly name: string }[] }[];
  };
}

function committed(): TestProject {
  const project = new TestProject();
  project.commitAll();
  return project;
}

/** Previews a changed file against the last commit. */
function preview(file: string, from: string, to: string): readonly [status: number | null, changes: readonly string[]] {
  const project = committed();
  project.edit(file, from, to);
  const { status, stdout, stderr } = project.run(["preview", "--only", "cloud", "--base", "HEAD", "--json"]);
  if (stdout === "") throw new Error(stderr);
  const { cloud }: Previewed = JSON.parse(stdout);
  return [status, cloud.stacks.flatMap(({ changes }) => changes.map(({ action, name }) => `${action} ${name}`))];
}

describe("fairlead preview --base", () => {
  it.each<readonly [what: string, from: string, to: string, expected: ReturnType<typeof preview>]>([
    ["a comment", "export default", "// carts\nexport default", [0, []]],
    [
      "more memory on staging",
      "  scale:",
      '  tiers: { staging: { needs: { carts: redis({ memoryGb: 2, snapshot: "1h" }) } } },\n  scale:',
      [0, ["update staging-cartservice-carts"]],
    ],
    [
      "TLS on prod, which replaces",
      "  scale:",
      '  tiers: { prod: { needs: { carts: redis({ memoryGb: 1, snapshot: "1h", tls: true }) } } },\n  scale:',
      [
        1,
        ["europe-west1", "us-central1"].flatMap((region) => [
          `replace prod-${region}-cartservice-carts`,
          `update carts.cartservice.prod-${region}.internal`,
          `create prod-${region}-cartservice-carts-ca`,
          `create prod-${region}-cartservice-carts-ca`,
        ]),
      ],
    ],
  ])("compares with the specs of a commit, without engine and state: %s", (_what, from, to, expected) => {
    expect(preview("services/cartservice.ts", from, to)).toEqual(expected);
  });

  it.each<readonly [args: readonly string[], exit: number, message: string]>([
    [["--base", "no-such"], 3, '"no-such" is neither a git revision nor a directory'],
    [["--base", "HEAD", "--engine", "pulumi"], 2, "the engine compares with a recorded state, and not with a commit"],
  ])("refuses %j", (args, exit, message) => {
    const { status, stderr } = committed().run(["preview", ...args]);
    expect([status, stderr.includes(message) ? "told" : stderr]).toEqual([exit, "told"]);
  });
});
