import { describe, expect, it } from "vitest";
import { CART, recordCart, recordFacts, TestProject } from "./project.ts";

const MIRROR = "europe-docker.pkg.dev/online-boutique-ci/mirror/cartservice";

const committed = (): TestProject => {
  const project = new TestProject();
  project.commitAll();
  return project;
};

const setBack = (project: TestProject): void =>
  void project.run(["release", "set", "cartservice", "--to", "v0.10.5", "--reason", "v0.10.6 loses carts", "--by", "Grace"]);

/** Lets the next release come from another repository, with the consent of the spec. */
function moveImage(project: TestProject): void {
  project.edit("services/cartservice.ts", /^( *)image: .*$/m, `$&\n$1imagesFrom: ["${MIRROR}"],`);
  project.commitAll("Allow the mirror");
  const facts = recordFacts("v0.10.7", 1003).map((each) => (each === CART ? MIRROR : each));
  project.run(["release", "record", ...facts]);
}

/** Rolls back v0.10.7 by git. Then v0.10.8 lifts the hold on latest. */
function liftHold(project: TestProject): void {
  recordCart(project, "v0.10.7", 1003);
  project.run(["up"]);
  project.commitAll("Up");
  project.git("revert", "--no-edit", "HEAD");
  project.run(["up"]);
  project.commitAll("Hold");
  recordCart(project, "v0.10.8", 1004);
}

const HOLD = "the hold of Ada Lovelace on v0.10.7 ends, and it runs v0.10.8";

describe("plan and up name the risks of locks first", () => {
  it.each<readonly [title: string, change: (project: TestProject) => void, risk: string]>([
    [
      "an older build",
      setBack,
      "! rollback: cartservice on latest, prod-europe-west1, prod-us-central1 and staging: goes back from v0.10.6 to the older build v0.10.5 (lock)",
    ],
    [
      "another image repository",
      moveImage,
      `! image: cartservice on latest, prod-europe-west1, prod-us-central1 and staging: runs images of ${MIRROR} (lock)`,
    ],
    ["a hold that ends", liftHold, `! rollback: cartservice on latest and staging: ${HOLD} (lock)`],
  ])("in the terminal: %s", (_title, change, risk) => {
    const project = committed();
    change(project);
    expect(project.run(["plan"]).stdout.split("\n")[0]).toBe(risk);
    const { status, stdout } = project.run(["up"]);
    expect([status, stdout.split("\n")[0]]).toEqual([0, risk]);
    expect(project.run(["plan"]).stdout).not.toMatch(/^!/m);
  });

  it.each(["plan", "up"])("in Markdown and JSON of %s", (command) => {
    const project = committed();
    setBack(project);
    const json = project.run(["plan", "--json"]).stdout;
    expect(JSON.parse(json).risks).toEqual([
      {
        kind: "hold",
        subjects: ["cartservice"],
        stacks: ["latest", "prod-europe-west1", "prod-us-central1", "staging"],
        objects: ["lock"],
        texts: ["goes back from v0.10.6 to the older build v0.10.5"],
        paths: ["latest", "prod-europe-west1", "prod-us-central1", "staging"].map((stack) => `${stack}/versions.yaml`),
      },
    ]);
    expect(project.run([command, "--format", "markdown"]).stdout.split("\n").slice(1, 5)).toEqual([
      "",
      "#### Risks",
      "",
      expect.stringMatching(
        /^- :warning: \*\*rollback\*\* `cartservice on .*`: `goes back from v0\.10\.6 to the older build v0\.10\.5 \(lock\)`$/,
      ),
    ]);
  });

  it("and none for a new image of the same repository, or for a new stack", () => {
    const project = committed();
    recordCart(project, "v0.10.7", 1003);
    project.remove("pulumi-gen");
    project.commitAll("From nothing");
    for (const command of ["plan", "up"]) expect(project.run([command, "--json"]).stdout).not.toContain('"risks"');
  });
});
