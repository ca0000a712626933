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

/** Returns the first line of a preview of the manifests, after a service names another image repository. */
function firstLine(args: readonly string[], commits: boolean): string | undefined {
  const project = committed();
  const [from, to] = ["microservices-demo/adservice", "other/adservice"];
  project.edit("services/adservice.ts", from, to);
  if (commits) project.commitAll();
  return project.run(["preview", "--only", "manifests", ...args]).stdout.split("\n")[0];
}

describe("fairlead preview --base", () => {
  it.each<readonly [what: string, args: readonly string[], commits: boolean, isNamed: boolean]>([
    ["the specs of a commit", ["--base", "HEAD"], false, true],
    ["the locks", [], false, true],
    ["a commit that has the other repository", ["--base", "HEAD"], true, false],
  ])("names a service that will run images of another repository first, compared with %s", (_what, args, commits, isNamed) => {
    const text =
      "! image: adservice on latest, prod-europe-west1, prod-us-central1 and staging: will run releases of us-central1-docker.pkg.dev/online-boutique-ci/other/adservice (spec)";
    expect(firstLine(args, commits) === text).toBe(isNamed);
  });

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
