import { describe, expect, it } from "vitest";
import { lockLine, recordCart, TestProject } from "./project.ts";
import { reverted } from "./reverted.ts";
import { SAMPLE } from "./sample-size.ts";

const STACKS = ["latest", "staging", "prod-us-central1", "prod-europe-west1"] as const;

/** Returns the decision of `plan` about cartservice on each stack: `held v0.10.6 (hold v0.10.7)`. */
function decided(project: TestProject): Readonly<Record<string, string>> {
  const { stdout } = project.run(["plan", "--service", "cartservice", "--json"]);
  const { decisions }: { decisions: { stack: string; outcome: string; to?: { tag: string; hold?: { tag: string } } }[] } =
    JSON.parse(stdout);
  return Object.fromEntries(
    decisions.map(({ stack, outcome, to }) => [
      stack,
      `${outcome} ${to?.tag ?? ""}${to?.hold === undefined ? "" : ` (hold ${to.hold.tag})`}`,
    ]),
  );
}

const everywhere = (decision: string): Readonly<Record<string, string>> => Object.fromEntries(STACKS.map((stack) => [stack, decision]));

describe("a rollback", () => {
  it.each(["elsewhere", "in the repository"] as const)(
    "sticks, with its commit and author, until a newer release or a person lifts it; the datastore is %s",
    (datastore) => {
      const project = reverted(datastore);
      const revert = project.git("rev-parse", "--short=7", "HEAD").trim();
      const full = project.git("rev-parse", "HEAD").trim();
      const before = project.snapshot();
      const { stdout, status } = project.run(["plan"]);
      expect(status).toBe(0);
      expect(stdout.replace(/ \(\d.*/g, "")).toBe(
        [
          "held  cartservice  v0.10.6  on latest and staging",
          `      v0.10.7 was rolled back by Ada Lovelace in ${revert} (Revert "cartservice v0.10.7")`,
          "      hint: a release newer than v0.10.7 lifts it; now: npx fairlead resume latest/cartservice staging/cartservice",
          "held  cartservice  v0.10.6  on prod-europe-west1 and prod-us-central1",
          `      v0.10.7 was rolled back by Ada Lovelace in ${revert} (Revert "cartservice v0.10.7")`,
          "      hint: npx fairlead resume prod-europe-west1/cartservice prod-us-central1/cartservice",
          `${SAMPLE.services} services on 4 stacks: 4 held, ${SAMPLE.entries - 4} keep`,
          "",
        ].join("\n"),
      );
      expect(project.snapshot()).toEqual(before);

      expect(project.run(["up"]).status).toBe(0);
      for (const stack of STACKS) {
        // A commit id of digits alone is quoted, because YAML would read a number.
        expect(lockLine(project, stack).replaceAll("'", "")).toMatch(
          new RegExp(`hold: {by: Ada Lovelace, commit: ${full}, digest: .*, release: .*tag: v0.10.6}$`),
        );
      }
      expect(project.run(["check"]).status).toBe(0);
      project.git("add", ".");
      project.git("commit", "--quiet", "--message", "Hold");
      expect(decided(project)).toEqual(everywhere("held v0.10.6 (hold v0.10.7)"));

      recordCart(project, "v0.10.8", 2_000_000_000_001);
      const after = {
        latest: "advance v0.10.8",
        staging: "advance v0.10.8",
        "prod-us-central1": "held v0.10.6 (hold v0.10.7)",
        "prod-europe-west1": "held v0.10.6 (hold v0.10.7)",
      };
      expect(decided(project)).toEqual(after);
      expect(project.run(["up"]).status).toBe(0);
      project.git("add", ".");
      project.git("commit", "--quiet", "--message", "v0.10.8");

      expect(project.run(["resume", "prod-us-central1/cartservice"]).status).toBe(0);
      expect(lockLine(project, "prod-us-central1")).not.toMatch("hold");
      expect(decided(project)).toEqual({
        latest: "keep v0.10.8",
        staging: "keep v0.10.8",
        "prod-us-central1": "keep v0.10.8",
        "prod-europe-west1": "held v0.10.6 (hold v0.10.7)",
      });
      expect(project.run(["check"]).status).toBe(0);
    },
  );

  it("sticks on prod even if a newer release comes before the next run", () => {
    const project = reverted();
    recordCart(project, "v0.10.8", 2_000_000_000_001);
    expect(decided(project)).toEqual({
      latest: "advance v0.10.8",
      staging: "advance v0.10.8",
      "prod-us-central1": "held v0.10.6 (hold v0.10.7)",
      "prod-europe-west1": "held v0.10.6 (hold v0.10.7)",
    });
  });

  it("is not resumed to a release whose record cannot be read, and nothing is written", () => {
    const project = reverted();
    const { release }: { release: string } = JSON.parse(project.read(".git/releases/channels/main/cartservice.json"));
    project.remove(`.git/releases/releases/cartservice/${release}.json`);
    const before = project.snapshot();
    const { status, stderr } = project.run(["resume", "latest/cartservice", "staging/cartservice"]);
    const reason = `releases/cartservice/${release}.json is missing, though its channel names it`;
    expect({ status, stderr: stderr.split("\n").filter((line) => /^(?:error|pulumi-gen)/.test(line)) }).toEqual({
      status: 3,
      stderr: [
        `pulumi-gen/latest/versions.yaml: cartservice: ${reason}`,
        `pulumi-gen/staging/versions.yaml: cartservice: ${reason}`,
        "error: latest/cartservice, staging/cartservice cannot be resumed; nothing was written",
      ],
    });
    expect(project.snapshot()).toEqual(before);
  });

  it("is found in a merge, and in a project below the root of its repository", () => {
    const project = new TestProject().nested("ops");
    project.commitAll();
    recordCart(project, "v0.10.7", 2_000_000_000_000);
    project.run(["up"]);
    project.git("add", ".");
    project.git("commit", "--quiet", "--message", "cartservice v0.10.7");
    project.git("checkout", "--quiet", "-b", "revert");
    project.git("checkout", "HEAD~1", "--", "pulumi-gen");
    project.git("commit", "--quiet", "--message", "Back to v0.10.6");
    project.git("checkout", "--quiet", "main");
    project.git("merge", "--quiet", "--no-ff", "--no-edit", "--message", "Merge pull request #7 from revert", "revert");
    expect(decided(project)).toEqual(everywhere("held v0.10.6 (hold v0.10.7)"));
  });

  it("of a channel by a person is followed, and a repeated CI event does not undo it", () => {
    const project = new TestProject();
    project.commitAll();
    const set = (to: string) =>
      project.run(["release", "set", "cartservice", "--to", to, "--reason", "v0.10.6 loses carts", "--by", "Grace"]);
    expect(set("v0.10.5").status).toBe(0);
    expect(decided(project)).toEqual(everywhere("advance v0.10.5"));
    project.run(["up"]);
    project.git("add", ".");
    project.git("commit", "--quiet", "--message", "Back");
    recordCart(project, "v0.10.6", undefined);
    expect(decided(project)).toEqual(everywhere("keep v0.10.5"));
    expect(set("v0.10.6").status).toBe(0);
    expect(decided(project)).toEqual(everywhere("advance v0.10.6"));
  });

  it("is refused in a shallow clone, which has no history", () => {
    const project = reverted("in the repository");
    const shallow = project.cloneTo("shallow", "--depth", "1");
    for (const command of ["plan", "up"]) {
      const { status, stderr } = shallow.run([command]);
      expect({ status, stderr }).toEqual({
        status: 3,
        stderr: [
          "error: this clone is shallow: Fairlead needs the whole history of the locks to see rollbacks",
          "hint: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0)",
          "",
        ].join("\n"),
      });
    }
    const doctor = shallow.run(["doctor"]);
    expect([doctor.status, /^broken {2}history: .*\n +hint: .*$/m.exec(doctor.stdout)?.[0]]).toEqual([
      1,
      [
        "broken  history: this clone is shallow: Fairlead needs the whole history of the locks to see rollbacks; plan, up and resume need it",
        "        hint: git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0)",
      ].join("\n"),
    ]);
    shallow.git("fetch", "--quiet", "--unshallow");
    expect(shallow.run(["plan"]).status).toBe(0);
    expect(shallow.run(["doctor"]).stdout).toMatch(/^ok +history: whole, so rollbacks are seen$/m);
  });
});
