import { spawn, spawnSync, type SpawnSyncOptions } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { removeAtEnd, temporaryDirectory } from "./temporary-directory.ts";
import { SAMPLE_SOURCES } from "../lib/app/demo/scratch.ts";

export const CHECKOUT = dirname(import.meta.dirname);
export const BIN = join(CHECKOUT, "bin", "fairlead.js");

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  /** @default SIGKILL */
  readonly kill: (signal?: NodeJS.Signals) => boolean;
  readonly done: Promise<Outcome>;
}

/** A copy of the sample fleet in a temporary directory. */
export class TestProject {
  readonly root: string;

  /**
   * @param fleet the directory of the fleet, from the root of the checkout
   * @param root the directory of an existing project, which is used instead of a copy; it is not removed
   */
  constructor(fleet = ".", root?: string) {
    this.root = root ?? temporaryDirectory("test");
    if (root !== undefined) return;
    for (const name of [...SAMPLE_SOURCES, "pulumi-gen", ".gitattributes"]) {
      const source = join(CHECKOUT, fleet, name);
      if (existsSync(source)) cpSync(source, join(this.root, name), { recursive: true });
    }
    this.write("package.json", '{ "name": "sample", "private": true, "type": "module" }\n');
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Makes a symbolic link. */
  link(path: string, target: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    symlinkSync(target, join(this.root, path));
  }

  /** Copies the project into a directory of a new repository. */
  nested(directory: string): TestProject {
    const outer = temporaryDirectory("outer");
    spawnSync("git", ["init", "--quiet"], { cwd: outer });
    cpSync(this.root, join(outer, directory), { recursive: true });
    return new TestProject(undefined, realpathSync(join(outer, directory)));
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Replaces a pattern in all files of a directory. */
  editAll(directory: string, from: RegExp, to: string): void {
    for (const entry of readdirSync(join(this.root, directory), { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = `${directory}/${entry.name}`;
      this.write(path, this.read(path).replace(from, to));
    }
  }

  move(from: string, to: string): void {
    renameSync(join(this.root, from), join(this.root, to));
  }

  /** Replaces a string or pattern in a file. @throws Error if the file does not have it */
  edit(path: string, from: string | RegExp, to: string): void {
    const before = this.read(path);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${path} has no ${String(from)}`);
    this.write(path, after);
  }

  /** Runs the command line as a process until it ends. */
  run(args: readonly string[], options: SpawnSyncOptions = {}): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
      cwd: this.root,
      ...options,
      env: environment(options.env),
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  /** Starts the command line as a process. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): Started {
    const child = spawn(process.execPath, [BIN, ...args], { cwd: this.root, env: environment(env) });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const done = new Promise<Outcome>((resolve) => child.on("close", (status) => resolve({ status, stdout, stderr })));
    return { kill: (signal = "SIGKILL") => child.kill(signal), done };
  }

  git(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync("git", args, { cwd: this.root, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout;
  }

  /** Commits all files, in a new repository if there is none. */
  commitAll(message = "Everything"): void {
    if (spawnSync("git", ["rev-parse"], { cwd: this.root }).status !== 0) this.git("init", "--quiet");
    this.git("add", ".");
    this.git("commit", "--quiet", "--message", message);
  }

  /** Clones the repository through a `file://` URL, as from a server. */
  cloneTo(name: string, ...options: readonly string[]): TestProject {
    const root = `${this.root}-${name}`;
    removeAtEnd(root);
    this.git("clone", "--quiet", ...options, `file://${this.root}`, root);
    return new TestProject(undefined, root);
  }

  /** Returns the files and links below a directory in order: path -> hash of the content. */
  snapshot(directory = "pulumi-gen"): Readonly<Record<string, string>> {
    const base = join(this.root, directory);
    const entries = readdirSync(base, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() || entry.isSymbolicLink());
    const files = entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const content = entry.isSymbolicLink() ? readlinkSync(path) : readFileSync(path);
      return [path.slice(base.length + 1), createHash("sha256").update(content).digest("hex").slice(0, 16)] as const;
    });
    return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export const CART = "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice";

/** Returns the arguments of `release record` for a build of cartservice. @param build undefined for the build in the sample fleet */
export function recordFacts(tag: string, build: number | undefined): readonly string[] {
  const digest =
    build === undefined
      ? "sha256:b5c29ddb3238474ea8d1842f07004fedeeae47f660627ab111a613a681cd0356"
      : `sha256:${String(build).padStart(64, "0")}`;
  const run = build === undefined ? ["--run", "1002", "--built-at", "2026-07-11T03:10:29Z"] : ["--run", String(build)];
  const commit = "5b3a712ab85ccb8f6f7cd5b720d36ba9a8d041eb";
  return ["cartservice", "--image", CART, "--tag", tag, "--digest", digest, "--commit", commit, ...run];
}

/** Records a release of cartservice. */
export const recordCart = (project: TestProject, tag: string, build: number | undefined, ...flags: readonly string[]): Outcome =>
  project.run(["release", "record", ...recordFacts(tag, build), ...flags]);

/** Matches the entry of a service in a lock. */
export const lockEntry = (service: string): RegExp => new RegExp(`^${service}:\\n(?: .*\\n)+`, "m");

/** Returns a service's entry in a stack's lock, on one line. */
export function lockLine(project: TestProject, stack: string, service = "cartservice"): string {
  const text = project.read(`pulumi-gen/${stack}/versions.yaml`);
  const [, fields = ""] = new RegExp(`^${service}:\n((?: .*\n)*)`, "m").exec(text) ?? [];
  const inner = fields.trimEnd().replace(/\n {2}hold:\n((?: {4}.*\n?)+)/, (_all, hold: string) => `\n  hold: {${oneLine(hold)}}\n`);
  return fields === "" ? "" : `${service}: {${oneLine(inner)}}`;
}

const oneLine = (fields: string): string =>
  fields
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(", ");

/** Returns the environment of a command: that of the test without settings for colours, CI and Node. */
export function environment(extra: NodeJS.ProcessEnv | undefined): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _color, NO_COLOR: _none, CI: _ci, NODE_OPTIONS: _options, ...env } = process.env;
  // The embedded writer is faster. Tests of the engine set the variable.
  return { FAIRLEAD_ENGINE: "embedded", ...env, ...extra };
}
