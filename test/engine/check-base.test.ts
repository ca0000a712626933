import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FakeMachine } from "../fake-engine.ts";
import type { TestProject } from "../project.ts";
import { COMPONENT, forge, INVENTORY, MAP, sampleProject } from "./component-fleet.ts";
import { HAS_ENGINE } from "./engine.ts";

const UNPROVEN = "differs from the base commit, and only the engine proves it (Ada Lovelace)";

const findingsIn = (stdout: string): readonly string[] =>
  stdout
    .split("\n")
    .filter((line) => line.startsWith("pulumi-gen/"))
    .map((line) => line.replace(/ in \w+ on [\d-]+\)$/, ")"));

/** Returns a project with a branch whose last commit is an edit. The base is `main`. */
function branchWith(edit: (made: TestProject) => void): TestProject {
  const made = sampleProject();
  made.git("branch", "--force", "base");
  edit(made);
  made.git("add", "--all");
  made.git("commit", "--quiet", "--allow-empty", "--message", "A branch");
  return made;
}

describe("check without a proof", () => {
  const NOTE =
    "note: 1 component is only compared with the hashes in pulumi-gen/: staging/dashboards; npx fairlead check --engine renders components again, and --base <commit> compares them with a reviewed commit\n";

  it("says that the hashes beside the files prove nothing", () => {
    const made = sampleProject();
    expect(made.run(["check"])).toMatchObject({ status: 0, stderr: NOTE });
    expect(JSON.parse(made.run(["check", "--json"]).stdout).unproven).toEqual(["staging/dashboards"]);
    expect(made.run(["check", "--format", "markdown"]).stdout).toContain("\n- **note**: 1 component is only compared with the hashes");
  });

  it("says nothing of it for stacks without components", () => {
    expect(sampleProject().run(["check", "--stack", "latest"])).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("check --base", () => {
  it("proves the components whose files are as in the base", () => {
    const made = branchWith((each) => each.write("README.md", "A change.\n"));
    const { status, stdout } = made.run(["check", "--base", "base"]);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^up to date: \d+ files in 4 stacks match the specs\n$/)]);
  });

  it.each<readonly [title: string, edit: (made: TestProject) => void, findings: readonly string[]]>([
    ["a file and its hash", (made) => forge(made, MAP, "staging-frontend", "mine"), [`${INVENTORY}: ${UNPROVEN}`, `${MAP}: ${UNPROVEN}`]],
    [
      "a file that goes with its hash",
      (made) => {
        made.edit(INVENTORY, /.* dashboard-frontend\n/, "");
        rmSync(join(made.root, MAP));
      },
      [`${INVENTORY}: ${UNPROVEN}`, `${MAP}: ${UNPROVEN}`],
    ],
    [
      "a file alone",
      (made) => made.edit(MAP, "staging-frontend", "mine"),
      [`${MAP}: differs from what the engine rendered (Ada Lovelace)`],
    ],
  ])("finds %s", (_title, edit, findings) => {
    const made = branchWith(edit);
    const { status, stdout } = made.run(["check", "--base", "base"]);
    expect([status, findingsIn(stdout)]).toEqual([1, findings]);
  });

  it("counts the files without a proof, and names the command that proves them", () => {
    const made = branchWith((each) => forge(each, MAP, "staging-frontend", "mine"));
    const { stdout } = made.run(["check", "--base", "base"]);
    expect(stdout.split("\n").slice(2)).toEqual(["2 files are not proven", "hint: npx fairlead check --base base --engine", ""]);
    const { findings, fix } = JSON.parse(made.run(["check", "--base", "base", "--json"]).stdout);
    expect([findings[1].what, fix]).toEqual(["unproven", "npx fairlead check --base base --engine"]);
  });

  it("starts no engine if the base proves every component", () => {
    const made = branchWith(() => {});
    expect(made.run(["check", "--base", "base", "--engine"], { env: new FakeMachine().env() })).toMatchObject({ status: 0, stderr: "" });
  });
});

describe.skipIf(!HAS_ENGINE)("check --base --engine", { timeout: 120_000 }, () => {
  it("proves what the branch has rendered", () => {
    const made = branchWith((each) => {
      each.edit(COMPONENT, "const { helm }", "// A comment.\n  const { helm }");
      each.run(["up"], { env: { FAIRLEAD_ENGINE: "pulumi" } });
    });
    expect(findingsIn(made.run(["check", "--base", "base"]).stdout)).toEqual([`${INVENTORY}: ${UNPROVEN}`]);
    expect(made.run(["check", "--base", "base", "--engine"]).status).toBe(0);
  });

  it("finds what the branch has forged", () => {
    const made = branchWith((each) => forge(each, MAP, "staging-frontend", "mine"));
    const { status, stdout } = made.run(["check", "--base", "base", "--engine"]);
    expect([status, stdout.includes(`${MAP}:6: differs from what the engine rendered`)]).toEqual([1, true]);
  });
});

describe("a base that proves nothing", () => {
  const refused = (made: TestProject, base: string): readonly string[] => {
    const { status, stdout, stderr } = made.run(["check", "--base", base]);
    expect([status, stdout]).toEqual([3, ""]);
    return stderr.trimEnd().split("\n");
  };

  it.each<readonly [title: string, base: string, error: string, hint: string]>([
    ["an unknown name", "mian", 'git has no commit "mian"', "git fetch origin; git log --oneline lists the commits of the checkout"],
    [
      "an id that git lacks",
      "0123456789012345678901234567890123456789",
      'git has no commit "0123456789012345678901234567890123456789"',
      "git fetch origin 0123456789012345678901234567890123456789; git log --oneline lists the commits of the checkout",
    ],
    [
      "a directory",
      "pulumi-gen",
      'git has no commit "pulumi-gen"',
      "git fetch origin; git log --oneline lists the commits of the checkout",
    ],
    ["an empty name", "", 'git has no commit ""', "git fetch origin; git log --oneline lists the commits of the checkout"],
  ])("is refused: %s", (_title, base, error, hint) => {
    expect(refused(sampleProject(), base)).toEqual([`error: ${error}`, `hint: ${hint}`]);
  });

  it("is refused: a branch that has gone on", () => {
    const made = branchWith(() => {});
    made.git("checkout", "--quiet", "base");
    made.git("commit", "--quiet", "--allow-empty", "--message", "Meanwhile");
    made.git("checkout", "--quiet", "-");
    expect(refused(made, "base")).toEqual([
      'error: "base" is not an ancestor of HEAD, so the changes since then are unknown',
      "hint: npx fairlead check --base $(git merge-base base HEAD)",
    ]);
  });

  it("is refused in a shallow clone that lacks it", () => {
    const made = branchWith((each) => each.write("README.md", "A change.\n"));
    const base = made.git("rev-parse", "base").trim();
    const shallow = made.cloneTo("shallow", "--depth", "1");
    const hint = (how: string): string => `hint: git fetch ${how} (in GitHub Actions: actions/checkout with fetch-depth: 0)`;
    expect(refused(shallow, base)).toEqual([`error: git has no commit "${base}"`, hint("--unshallow")]);
    shallow.git("fetch", "--quiet", "--depth", "1", "origin", "base:base");
    expect(refused(shallow, "base")).toEqual([
      'error: "base" is not an ancestor of HEAD, so the changes since then are unknown',
      hint("--deepen=1000"),
    ]);
    shallow.git("fetch", "--quiet", "--deepen=1000");
    expect(shallow.run(["check", "--base", "base"]).status).toBe(0);
  });

  it("is refused outside of a repository", () => {
    const made = sampleProject();
    rmSync(join(made.root, ".git"), { recursive: true });
    const [error, hint] = refused(made, "main");
    expect([error, hint]).toEqual([
      expect.stringMatching(/ is not in a git repository, so it has no commit "main"$/),
      "hint: npx fairlead check --engine needs no commit",
    ]);
  });

  it("is refused if git cannot read its tree", () => {
    const made = branchWith(() => {});
    const tree = made.git("rev-parse", "base^{tree}").trim();
    rmSync(join(made.root, ".git", "objects", tree.slice(0, 2), tree.slice(2)));
    expect(refused(made, "base")[0]).toMatch(/^error: git cannot read .*: /);
  });
});

describe("a lock entry", () => {
  const LOCK = "pulumi-gen/latest/versions.yaml";
  const render = (made: TestProject): void => void made.run(["render"]);

  it.each<readonly [title: string, edit: (made: TestProject) => void, line: string]>([
    [
      "with another image for a release of the base",
      (made) => made.edit(LOCK, /(?<=^ {2}image: )\S+(?=\/adservice$)/m, "evil.example.net"),
      "  -   image: evil.example.net/adservice",
    ],
    ["with another tag for a release of the base", (made) => made.edit(LOCK, /(?<=^ {2}tag: )\S+$/m, "v0.10.7"), "  -   tag: v0.10.7"],
  ])("%s is a finding", (_title, edit, line) => {
    const made = branchWith((each) => {
      edit(each);
      render(each);
    });
    expect(made.run(["check"]).status).toBe(0);
    const { status, stdout } = made.run(["check", "--base", "base"]);
    expect([status, stdout.split("\n").slice(0, 2), stdout.trimEnd().split("\n").at(-1)]).toEqual([
      1,
      [expect.stringMatching(`^${LOCK}:\\d: names a release with other values than the base commit \\(Ada`), line],
      `hint: git checkout base -- ${LOCK} && npx fairlead up`,
    ]);
  });

  it("of a release that the base does not name is no finding", () => {
    const made = branchWith((each) => {
      each.edit(LOCK, /(?<=^ {2}release: )0000001002(?=-f580)/m, "0000001003");
      each.edit(LOCK, /(?<=^ {2}tag: )\S+$/m, "v0.10.7");
      render(each);
    });
    expect(made.run(["check", "--base", "base"]).status).toBe(0);
  });
});
