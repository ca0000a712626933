import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { LibCopy } from "./house/lib-copy.ts";
import { TestProject } from "./project.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { SAMPLE } from "./sample-size.ts";

/** Returns the directory of a later version, in which one file differs. */
function laterVersion(file: string, from: string, to: string): string {
  const copy = new LibCopy(["lib", "bin", "package.json"]);
  onTestFinished(() => copy.remove());
  const edit = (path: string, before: string, after: string): void => {
    const text = readFileSync(join(copy.root, path), "utf8");
    expect(text).toContain(before);
    copy.write(path, text.replace(before, after));
  };
  edit("package.json", '"version": "0.1.0"', '"version": "0.2.0"');
  edit(file, from, to);
  return copy.root;
}

/** Runs `upgrade` in a new project, and checks that it changes nothing there. */
const upgrade = (...args: readonly string[]) => upgradeIn(new TestProject(), args);

function upgradeIn(project: TestProject, args: readonly string[], tmp = temporaryDirectory()) {
  const before = project.snapshot(".");
  const outcome = project.run(["upgrade", ...args], { env: { TMPDIR: tmp } });
  expect(project.snapshot(".")).toEqual(before);
  return outcome;
}

describe("fairlead upgrade", () => {
  it("shows the objects that the other version renders differently, and the command that installs it", () => {
    const version = laterVersion("lib/compile/kinds/deployment.ts", "revisionHistoryLimit: 5", "revisionHistoryLimit: 7");
    expect(upgrade(version)).toEqual({
      status: 0,
      stdout: [
        `~ changed Deployment of ${SAMPLE.deploymentNames} names on latest, prod-europe-west1, prod-us-central1 and staging (${SAMPLE.deployments} objects)`,
        "    spec.revisionHistoryLimit: 5 -> 7",
        `${SAMPLE.deployments} objects changed, from fairlead 0.1.0 to fairlead 0.2.0`,
        "",
      ].join("\n"),
      stderr: `next: npm install --save-dev ${version} && npx fairlead up\n`,
    });
  });

  it("names the specs that the other version refuses", () => {
    const { status, stderr } = upgrade(laterVersion("lib/model/schema/service.ts", "owner:", "holder:"));
    expect([status, stderr.split("\n").slice(-3)]).toEqual([
      3,
      [
        expect.stringMatching(/^services\/\w+\.ts: owner: unknown field/),
        expect.stringMatching(/^error: fairlead 0\.2\.0 refuses this repository: \d+ problems/),
        "",
      ],
    ]);
  });

  it.each<readonly [string, (project: TestProject) => string | undefined]>([
    ["has a fifo", (project) => void execFileSync("mkfifo", [join(project.root, "services/pipe")])],
    [
      "has the temporary directory",
      ({ root }) => mkdirSync(join(root, "services/tmp/deep"), { recursive: true }) && join(root, "services/tmp/deep"),
    ],
    [
      "has links inside and to the outside",
      (project) => {
        const outside = temporaryDirectory();
        project.move("stacks/latest.ts", "latest.ts");
        project.link("stacks/latest.ts", "../latest.ts");
        project.move("services/adservice.ts", join(relative(project.root, outside), "ad.ts"));
        project.link("services/adservice.ts", join("..", relative(project.root, outside), "ad.ts"));
        return undefined;
      },
    ],
  ])("takes a repository that %s", (_title, prepare) => {
    const project = new TestProject();
    project.commitAll();
    const tmp = prepare(project);
    const version = laterVersion("lib/compile/kinds/deployment.ts", "revisionHistoryLimit: 5", "revisionHistoryLimit: 7");
    const { status, stdout, stderr } = upgradeIn(project, [version], tmp);
    expect([stderr, status, stdout.split("\n").slice(-2)]).toEqual([
      expect.stringMatching(/^next: .*\n$/),
      0,
      [`${SAMPLE.deployments} objects changed, from fairlead 0.1.0 to fairlead 0.2.0`, ""],
    ]);
  });

  it("takes a project whose specs import files of the repository above it", () => {
    const project = new TestProject().nested("ops/shop");
    const top = new TestProject(undefined, join(project.root, "../.."));
    top.write("shared/owner.ts", 'import { NAME } from "../names/name.ts";\nexport const OWNER: string = `${NAME}@example.com`;\n');
    top.write("names/name.ts", 'export const NAME: string = "web";\n');
    project.edit("services/adservice.ts", /owner: ".*"/, "owner: OWNER");
    project.write("services/adservice.ts", `import { OWNER } from "../../../shared/owner.ts";\n${project.read("services/adservice.ts")}`);
    const version = laterVersion("lib/compile/kinds/deployment.ts", "revisionHistoryLimit: 5", "revisionHistoryLimit: 7");
    const { status, stdout, stderr } = upgradeIn(project, [version]);
    expect([stderr, status, stdout.split("\n").slice(-2)]).toEqual([
      expect.stringMatching(/^next: .*\n$/),
      0,
      [`${SAMPLE.deployments} objects changed, from fairlead 0.1.0 to fairlead 0.2.0`, ""],
    ]);
  });

  it("refuses an empty version", () => {
    const stderr = "error: the version must not be empty\nhint: npx fairlead upgrade latest\n";
    for (const version of ["", " "]) expect(upgrade(version)).toEqual({ status: 2, stdout: "", stderr });
  });

  it.each<readonly [string, string, string]>([
    ["a path without a package", "./nothing.tgz", "error: there is no package ./nothing.tgz"],
    ["a version that npm does not take", "not a version", "error: npm cannot install fairlead@not a version: "],
  ])("refuses %s", (_title, version, message) => {
    const { status, stderr } = upgrade(version);
    expect([status, stderr.split("\n")[0]]).toEqual([3, expect.stringContaining(message)]);
  });
});
