import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** Milliseconds after which a command counts as waiting for ever. */
const TIMEOUT = { timeout: 30_000 };

/** Puts a pipe in the place of a file. Nobody writes into it. */
function pipe(project: TestProject, path: string): void {
  if (project.exists(path)) project.remove(path);
  execFileSync("mkfifo", [join(project.root, path)]);
}

const LOCK = "pulumi-gen/latest/versions.yaml";
const NEW_SPEC = "services/waits.ts";

describe("what is no file is refused with its path, and never waited for", () => {
  it.each<readonly [title: string, change: (project: TestProject) => void, message: RegExp]>([
    ["a lock that is a pipe", (project) => pipe(project, LOCK), /pulumi-gen\/latest\/versions\.yaml:? is a pipe, not a file/],
    ["a spec that is a pipe", (project) => pipe(project, NEW_SPEC), /^services\/waits\.ts: does not load: is a pipe, not a file$/m],
    [
      "a lock that is a link",
      (project) => {
        project.move(LOCK, "elsewhere.yaml");
        project.link(LOCK, join(project.root, "elsewhere.yaml"));
      },
      /pulumi-gen\/latest\/versions\.yaml:? is a link, and Fairlead follows none/,
    ],
    [
      "a stack that is a link to a directory",
      (project) => {
        project.move("pulumi-gen/latest", "elsewhere");
        project.link("pulumi-gen/latest", join(project.root, "elsewhere"));
      },
      /pulumi-gen\/latest:? is a link, and Fairlead follows none/,
    ],
    ["a config that is a pipe", (project) => pipe(project, "fairlead.config.ts"), /fairlead\.config\.ts: does not load: is a pipe/],
    [
      "a repository in the generated root",
      (project) => project.write("pulumi-gen/.git/config", "[core]\n"),
      /pulumi-gen\/\.git is a separate repository, which Fairlead does not touch/,
    ],
    [
      "a worktree in a stack",
      (project) => project.write("pulumi-gen/latest/.git", "gitdir: /elsewhere\n"),
      /pulumi-gen\/latest\/\.git is a separate repository/,
    ],
    [
      "a chart with a link to a place outside",
      (project) => project.link("charts/secret.yaml", "/etc/passwd"),
      /charts\/secret\.yaml is a link to/,
    ],
    ["a chart with a pipe", (project) => pipe(project, "charts/waits.yaml"), /charts\/waits\.yaml is a pipe, not a file/],
  ])("%s", (_title, change, message) => {
    const project = new TestProject();
    change(project);
    // Only commands that read the whole tree see a repository in it.
    for (const command of message.source.includes("repository") ? ["render", "check"] : ["render", "check", "plan"]) {
      const { status, stderr } = project.run([command], TIMEOUT);
      expect(status).toBe(3);
      expect(stderr).toMatch(message);
    }
    expect(existsSync(join(project.root, "pulumi-gen/latest"))).toBe(true);
  });

  it("a scratch directory that is a link gets no file", () => {
    const project = new TestProject();
    const outside = temporaryDirectory("outside");
    project.link(".fairlead", outside);
    project.edit("services/cartservice.ts", "max: 10", "max: 12");
    expect(project.run(["render"], TIMEOUT)).toMatchObject({ status: 3, stderr: expect.stringMatching(/\.fairlead is not a directory/) });
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe("the compile cache", () => {
  const env = (home: string) => ({ HOME: home, XDG_CACHE_HOME: "", NODE_COMPILE_CACHE: undefined });

  it("is a directory that only the user can read", () => {
    const home = temporaryDirectory("home");
    const place = join(home, ".cache/fairlead/compiled");
    mkdirSync(place, { recursive: true });
    chmodSync(place, 0o777);
    expect(new TestProject().run(["--version"], { env: env(home) }).status).toBe(0);
    expect(statSync(place).mode & 0o777).toBe(0o700);
    expect(readdirSync(place)).not.toEqual([]);
  });

  it("is not kept if the home directory cannot be written, or if there is none", () => {
    const home = temporaryDirectory("home");
    writeFileSync(join(home, ".cache"), "");
    const project = new TestProject();
    for (const place of [home, "/nonexistent", undefined])
      expect(project.run(["render"], { env: { ...env(place ?? ""), HOME: place } })).toMatchObject({ status: 0, stderr: "" });
  });
});

it.each([["pulumi-gen/.git/config"], ["pulumi-gen/latest/.git"]])("plan refuses the repository of %s, as up does", (path) => {
  const project = new TestProject();
  project.commitAll();
  project.write(path, "gitdir: /elsewhere\n");
  const [plan, up] = ["plan", "up"].map((command) => project.run([command]));
  expect(plan).toEqual(up);
  expect([plan?.status, plan?.stderr]).toEqual([3, expect.stringContaining("is a separate repository, which Fairlead does not touch")]);
});
