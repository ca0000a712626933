import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyDirectory, FLAGS, runInit as run } from "./empty-directory.ts";

describe("fairlead init in a git repository", () => {
  it("takes the address without its password, and the branch", () => {
    const project = emptyDirectory();
    project.git("init", "--quiet", "--initial-branch", "trunk");
    project.git("remote", "add", "origin", "https://ada:s3cret@github.com/acme/shop-ops.git");
    const { status, stdout } = run(project, "init", "--owner", "web@example.com");
    expect([status, stdout]).toEqual([0, expect.not.stringContaining("git init")]);
    expect(project.read("fairlead.config.ts")).toMatch('url: "https://github.com/acme/shop-ops.git", branch: "trunk"');
    expect(project.read(".github/workflows/deploy.yml")).toMatch('branches: ["trunk"]');
  });

  it("refuses a directory inside of it, because Argo CD reads the root", () => {
    const project = emptyDirectory();
    project.git("init", "--quiet");
    const { status, stderr } = run(project, "init", "deep/ops", ...FLAGS);
    expect([status, stderr.split("\n")[1]]).toEqual([2, `hint: cd ${project.root}, and run the command there`]);
    expect(project.exists("deep")).toBe(false);
  });
});

describe("fairlead init that fails leaves the directory as it was", () => {
  it.each<readonly [string, readonly string[], string]>([
    ["a malformed region", ["--region", 'a"b'], "stacks/latest.ts: region: "],
    ["a malformed owner", ["--owner", "nobody"], "services/hello.ts: owner: "],
    ["a malformed image", ["--image", "nope"], 'error: "nope" is not an image reference with a tag'],
    [
      "a password in the address",
      ["--repository", "https://ada:s3cret@github.com/a/b.git"],
      "--repository: has a password, and it would be in git",
    ],
  ])("%s", (_title, args, message) => {
    const project = emptyDirectory();
    project.write("package.json", '{"name":"ours"}');
    const given = new Map([
      ["--repository", FLAGS[1]],
      ["--owner", FLAGS[3]],
      [args[0], args[1]],
    ]);
    const { status, stderr } = run(project, "init", ...[...given].flatMap(([flag = "", value = ""]) => [flag, value]));
    expect([status === 0, stderr]).toEqual([false, expect.stringContaining(message)]);
    expect(stderr).not.toContain("s3cret");
    expect(project.snapshot(".")).toEqual({ "package.json": expect.any(String) });
    expect(readdirSync(project.root)).toEqual(["package.json"]);
    expect(project.read("package.json")).toBe('{"name":"ours"}');
  });

  it.each<readonly [string, string]>([
    ["fairlead.config.ts", "fairlead.config.ts: is a broken link to nowhere"],
    ["package.json", "/package.json exists, and is not a file"],
    ["services", "/services is not a directory"],
    ["stacks/latest.ts", "stacks/latest.ts: is a broken link to nowhere"],
    [".github", "/.github is not a directory"],
  ])("%s as a broken link", (path, message) => {
    const project = emptyDirectory();
    project.link(path, "nowhere");
    const { status, stderr } = run(project, "init", ...FLAGS);
    expect([status, stderr]).toEqual([3, expect.stringContaining(message)]);
    expect(readdirSync(project.root, { recursive: true })).toEqual([...new Set([path.split("/")[0], path])]);
    expect(readlinkSync(join(project.root, path))).toBe("nowhere");
  });

  it("names the problems of the stack and of the service together", () => {
    const project = emptyDirectory();
    const { status, stderr } = run(
      project,
      "init",
      "--repository",
      "https://github.com/acme/shop-ops.git",
      "--region",
      "A",
      "--owner",
      "nobody",
    );
    expect([status, stderr.split("\n").slice(0, 3)]).toEqual([
      3,
      [
        'services/hello.ts: owner: "nobody" is not an email address',
        '  write it: owner: "web@example.com"',
        'stacks/latest.ts: region: "A" is not a DNS label',
      ],
    ]);
  });

  it.each<readonly [string, string, string]>([
    ["package.json", "[]", "error: package.json: the file must be an object; nothing was written"],
    ["package.json", '{"scripts":["a"]}', "error: package.json: scripts must be an object; nothing was written"],
    ["services", "a file", "/services is not a directory"],
    [".github", "a file", "/.github is not a directory"],
  ])("%s with %s", (path, text, message) => {
    const project = emptyDirectory();
    project.write(path, text);
    const { status, stderr } = run(project, "init", ...FLAGS);
    expect([status, stderr]).toEqual([3, expect.stringContaining(message)]);
    expect(readdirSync(project.root)).toEqual([path]);
    expect(project.read(path)).toBe(text);
  });
});
