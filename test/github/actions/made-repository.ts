import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { FLAGS } from "../../empty-directory.ts";
import { type Outcome, TestProject } from "../../project.ts";
import { lastingDirectory, temporaryDirectory } from "../../temporary-directory.ts";

let template: string | undefined;

/** Makes a repository with `init`: the service `hello` on the stacks `latest` and `prod`. */
function makeTemplate(): string {
  const root = lastingDirectory();
  const project = new TestProject(undefined, root);
  const made = [
    project.run(["init", ...FLAGS, "--name", "shop", "--stack", "latest"]),
    project.run(["new", "stack", "prod", "--tier", "prod", "--project", "shop-prod", "--from", "latest"]),
    project.run(["render"]),
  ];
  for (const { status, stderr } of made) if (status !== 0) throw new Error(stderr);
  execFileSync("git", ["init", "--quiet", "--initial-branch", "main"], { cwd: root });
  project.commitAll("First render");
  return root;
}

/** A repository that `init` made, as GitHub has it, with a person's clone and a datastore. */
export class MadeRepository {
  /** The bare repository that stands for GitHub's. */
  readonly remote: string;
  readonly datastore: string;
  /** A person's clone. */
  readonly author: TestProject;

  constructor() {
    template ??= makeTemplate();
    const directory = temporaryDirectory("made");
    this.remote = join(directory, "shop.git");
    this.datastore = join(directory, "datastore");
    execFileSync("git", ["clone", "--quiet", "--bare", template, this.remote]);
    this.author = this.clone();
  }

  clone(): TestProject {
    const root = temporaryDirectory("author");
    execFileSync("git", ["clone", "--quiet", `file://${this.remote}`, root], { stdio: ["ignore", "pipe", "pipe"] });
    return new TestProject(undefined, root);
  }

  /** Records a build of `hello`, as CI of the application does. */
  release(build: number): Outcome {
    const image = [
      "--image",
      "gcr.io/google-samples/hello-app",
      "--tag",
      `v${build}`,
      "--digest",
      `sha256:${String(build).padStart(64, "0")}`,
    ];
    const args = ["release", "record", "hello", ...image, "--commit", "5b3a712ab85ccb8f6f7cd5b720d36ba9a8d041eb", "--run", String(build)];
    return this.author.run([...args, "--datastore", `file:${this.datastore}`]);
  }

  /** Changes specs on a branch of the author's clone, renders, commits and pushes. */
  push(branch: string, message: string, change: (author: TestProject) => void, renders = true): void {
    const { author } = this;
    author.git("fetch", "--quiet", "origin");
    author.git("checkout", "--quiet", "-B", branch, "origin/main");
    change(author);
    if (renders) author.run(["render"]);
    author.commitAll(message);
    author.git("push", "--quiet", "--force", "origin", `HEAD:refs/heads/${branch}`);
  }

  /** Returns the tag that a stack runs, as main has it. */
  tag(stack: string): string | undefined {
    return /^ {2}tag: '?([^'\n]*)'?$/m.exec(this.git("show", `main:pulumi-gen/${stack}/versions.yaml`))?.[1];
  }

  /** Returns the subjects of the commits of main, newest first. */
  subjects(): readonly string[] {
    return this.git("log", "--format=%s", "main").trim().split("\n");
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.remote, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }
}
