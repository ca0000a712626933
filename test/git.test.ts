import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { FakeMachine } from "./fake-engine.ts";
import { TestProject } from "./project.ts";
import { reverted } from "./reverted.ts";

type Env = Readonly<Record<string, string>>;

interface Trouble {
  /** Takes git away from a project. @returns the environment that the commands run in */
  readonly spoil: (project: TestProject) => Env;
  readonly message: string;
  readonly hint: string;
}

/** Returns a PATH with this program as its git, or without git. */
function pathWith(script: string | undefined): Env {
  const machine = new FakeMachine();
  if (script !== undefined) machine.program("bin/git", script);
  return { PATH: machine.path("bin") };
}

/** Makes git believe that another user owns the checkout. No setting of the machine allows git to read it. */
const SOMEBODY_ELSES: Env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "1", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };

const TROUBLES: Readonly<Record<string, Trouble>> = {
  "is not on PATH": {
    spoil: () => pathWith(undefined),
    message: "git is not on PATH, but Fairlead must read <root>/.git",
    hint: "install git: apt-get install git, apk add git or brew install git",
  },
  "fails without a word": {
    spoil: () => pathWith("exit 7"),
    message: "git cannot read <root>/.git: it exited with 7",
    hint: "git -C <root> status shows the same error",
  },
  "is killed": {
    spoil: () => pathWith("kill -9 $$"),
    message: "git cannot read <root>/.git: it was killed by SIGKILL",
    hint: "git -C <root> status shows the same error",
  },
  "does not trust the checkout's owner": {
    spoil: () => SOMEBODY_ELSES,
    message: "git cannot read <root>/.git: detected dubious ownership in repository at '<root>'",
    hint: "git config --global --add safe.directory <root>",
  },
  "does not trust the owner, and gives no advice": {
    spoil: () => pathWith(`echo "fatal: detected dubious ownership in repository at '$PWD'" >&2; exit 128`),
    message: "git cannot read <root>/.git: detected dubious ownership in repository at '<root>'",
    hint: "git config --global --add safe.directory <root>",
  },
  "finds nothing where .git leads": {
    spoil: (project) => {
      project.remove(".git");
      project.write(".git", "gitdir: /nowhere/repository\n");
      return {};
    },
    message: "git cannot read <root>/.git: not a git repository: /nowhere/repository",
    hint: "git -C <root> status shows the same error",
  },
  "finds nothing where GIT_DIR leads": {
    spoil: () => ({ GIT_DIR: "/nowhere/repository" }),
    message: "git cannot read /nowhere/repository: not a git repository: '/nowhere/repository'",
    hint: "git -C <root> status shows the same error",
  },
  "has a broken branch": {
    spoil: (project) => {
      project.write(".git/refs/heads/main", "");
      return {};
    },
    message: "git cannot read <root>/.git: your current branch appears to be broken",
    hint: "git -C <root> status shows the same error",
  },
};

const told = (project: TestProject, { message, hint }: Trouble): readonly string[] =>
  [`error: ${message}`, `hint: ${hint}`, ""].map((line) => line.replaceAll("<root>", project.root));

describe("where git", () => {
  it.each(Object.entries(TROUBLES))("%s, no rollback is undone and nothing is written over", (_title, trouble) => {
    const project = reverted();
    project.edit("pulumi-gen/staging/services/cartservice/service-cartservice.yaml", "port: 7070", "port: 7071");
    const before = project.snapshot();
    const env = trouble.spoil(project);
    for (const command of [["plan"], ["up"], ["up", "--overwrite"]]) {
      const { status, stdout, stderr } = project.run(command, { env });
      expect([command, status, stdout, stderr.split("\n")]).toEqual([command, 3, "", told(project, trouble)]);
    }
    expect(project.snapshot()).toEqual(before);
  });

  it.each(Object.entries(TROUBLES).filter(([title]) => title !== "has a broken branch"))(
    "%s, check, render and diff of the working tree go on; doctor and diff against a revision say what is wrong",
    (_title, trouble) => {
      const project = new TestProject();
      project.commitAll();
      project.edit("pulumi-gen/staging/services/cartservice/service-cartservice.yaml", "port: 7070", "port: 7071");
      const env = trouble.spoil(project);
      const [message = "", hint = ""] = told(project, trouble);

      const { findings }: { findings: readonly { file: string; who?: string }[] } = JSON.parse(
        project.run(["check", "--json"], { env }).stdout,
      );
      expect(findings.map(({ file, who }) => [file, who])).toEqual([
        ["pulumi-gen/staging/services/cartservice/service-cartservice.yaml", undefined],
      ]);
      expect(project.run(["diff"], { env })).toMatchObject({ status: 0, stderr: "" });
      expect(project.run(["diff", "HEAD"], { env })).toMatchObject({ status: 3, stdout: "", stderr: `${message}\n${hint}\n` });
      expect(project.run(["render"], { env })).toMatchObject({ status: 0, stderr: "" });

      const doctor = project.run(["doctor", "--json"], { env });
      const { checks }: { checks: readonly { name: string; state: string; detail: string; hint?: string }[] } = JSON.parse(doctor.stdout);
      expect([doctor.status, checks.filter(({ state }) => state === "broken")]).toEqual([
        1,
        [
          {
            name: "git",
            state: "broken",
            detail: `${message.slice("error: ".length)}; plan and up need it`,
            hint: hint.slice("hint: ".length),
          },
        ],
      ]);
    },
  );

  it("does not trust the checkout's owner, the command that it is told mends it", () => {
    const project = reverted();
    const machine = new FakeMachine();
    const env = { ...SOMEBODY_ELSES, GIT_CONFIG_GLOBAL: machine.path("gitconfig") };
    machine.program("mend", `exec ${project.run(["plan"], { env }).stderr.split("hint: ")[1]}`);
    expect(spawnSync(machine.path("mend"), { env: { ...process.env, ...env } }).status).toBe(0);
    expect(project.run(["plan"], { env }).status).toBe(0);
  });
});

describe("a project without a history", () => {
  const note = (project: TestProject): string =>
    `note: ${project.root} is not in a git repository, so Fairlead cannot see rollbacks; git init creates one\n`;

  it.each<readonly [string, () => TestProject, (project: TestProject) => Env]>([
    ["outside of a repository", () => new TestProject(), () => ({})],
    ["outside of a repository, on a machine without git", () => new TestProject(), () => pathWith(undefined)],
    [
      "below the directory where git is to stop looking",
      () => new TestProject().nested("ops"),
      ({ root }) => ({ GIT_CEILING_DIRECTORIES: dirname(root) }),
    ],
  ])("%s is rendered, and told so", (_title, make, envOf) => {
    const project = make();
    const env = envOf(project);
    for (const command of ["plan", "up"]) {
      expect(project.run([command], { env })).toMatchObject({ status: 0, stderr: note(project) });
    }
    expect(project.run(["check"], { env }).status).toBe(0);
    expect(project.run(["doctor"], { env }).status).toBe(0);
    const { status, stderr } = project.run(["diff", "HEAD"], { env });
    expect([status, stderr.split("\n")[0]]).toEqual([
      3,
      `error: "HEAD" is not a directory, and ${project.root} is not in a git repository, so it cannot be a revision`,
    ]);
  });
});

it("the demo says that it needs git", () => {
  expect(new TestProject().run(["demo"], { env: pathWith(undefined) })).toEqual({
    status: 3,
    stdout: "",
    stderr: [
      "error: the demo rolls back with git, and git is not on PATH",
      "hint: install git: apt-get install git, apk add git or brew install git",
      "",
    ].join("\n"),
  });
});

it("diff of a range compares its two commits, and runs no spec", () => {
  const project = new TestProject();
  project.commitAll();
  project.edit("services/cartservice.ts", "max: 10", "max: 12");
  project.run(["render"]);
  project.commitAll("More");
  project.write("services/cartservice.ts", "process.exit(0);\n");
  const { status, stdout } = project.run(["diff", "HEAD~1..HEAD", "--exit-code"]);
  expect([status, stdout]).toEqual([1, project.run(["diff", "HEAD~1", "HEAD"]).stdout]);
  expect(stdout).toMatch("maxReplicas");
});
