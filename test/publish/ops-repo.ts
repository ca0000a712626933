import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AppContext } from "../../lib/app/context.ts";
import type { AppEvent } from "../../lib/app/events.ts";
import { publish, type PublishRequest } from "../../lib/app/publish/publish.ts";
import { record } from "../../lib/app/release/record.ts";
import { resume } from "../../lib/app/resume.ts";
import { UserError } from "../../lib/base/user-error.ts";
import { openWorkspace } from "../../lib/workspace/open-workspace.ts";
import { lastingDirectory, temporaryDirectory } from "../temporary-directory.ts";

const CONFIG = `import { defineConfig } from "fairlead";
export default defineConfig({ name: "shop", repository: { url: "https://github.com/example/shop.git" } });
`;

export const serviceFile = (name: string, fields = ""): string => `import { defineService } from "fairlead";
export default defineService("${name}", {
  owner: "team@example.com",
  image: "registry.example.com/shop/${name}",
  ports: { http: { port: 8080, protocol: "http" } },
  scale: { min: 3, max: 4 },${fields}
});
`;

export const stackFile = (
  name: string,
  tier: "latest" | "prod" = "latest",
  fields = "",
): string => `import { allServices, defineStack } from "fairlead";
export default defineStack("${name}", {
  tier: "${tier}", region: "europe-west1", project: "shop-${tier}", cluster: "${name}", namespace: "shop", services: allServices,${fields}
});
`;

/** The directory of a repository that each test copies. */
let template: string | undefined;

/** A remote repository with an ops repository of the services `cart` and `mail`, and a datastore elsewhere. */
export class Remote {
  readonly root: string;
  readonly datastore: string;
  #clones = 0;

  /** @param directory of the repository and the datastore */
  constructor(directory = temporaryDirectory("remote")) {
    this.root = join(directory, "ops.git");
    this.datastore = join(directory, "datastore");
  }

  /** Starts with both services at v1 on the stacks `latest` and `prod`. @returns a clone */
  async start(): Promise<Clone> {
    template ??= lastingDirectory();
    const original = new Remote(template);
    if (!existsSync(original.root)) await original.create(["cart", "mail"]);
    cpSync(template, dirname(this.root), { recursive: true });
    return this.clone();
  }

  /** Creates the repository with services that run v1. @returns a clone */
  async create(services: readonly string[]): Promise<Clone> {
    execFileSync("git", ["init", "--quiet", "--bare", this.root]);
    const first = this.clone();
    first.write("fairlead.config.ts", CONFIG);
    first.write("package.json", '{ "private": true, "type": "module" }\n');
    for (const name of services) first.write(`services/${name}.ts`, serviceFile(name));
    first.write("stacks/latest.ts", stackFile("latest"));
    first.write("stacks/prod.ts", stackFile("prod", "prod"));
    first.commit("Specs");
    first.git("push", "--quiet", "--set-upstream", "origin", "main");
    for (const name of services) await first.build(name, 1);
    await first.publish();
    first.git("pull", "--quiet");
    return first;
  }

  clone(...options: readonly string[]): Clone {
    const root = join(temporaryDirectory("clone"), `clone-${(this.#clones += 1)}`);
    execFileSync("git", ["clone", "--quiet", ...options, `file://${this.root}`, root], { stdio: ["ignore", "pipe", "pipe"] });
    return new Clone(root, this);
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }

  /** Returns the subjects of the commits of main, newest first. */
  subjects(): readonly string[] {
    return this.git("log", "--format=%s", "main").trim().split("\n");
  }

  /** Returns the tag that a stack runs, as main has it. */
  tag(stack: string, service: string): string | undefined {
    const lock = this.git("show", `main:pulumi-gen/${stack}/versions.yaml`);
    return new RegExp(`^${service}:\n(?: .*\n)*?  tag: (.*)$`, "m").exec(lock)?.[1];
  }

  hook(name: string, script: string): void {
    writeHook(join(this.root, "hooks", name), script);
  }
}

/** A clone of the ops repository. */
export class Clone {
  readonly root: string;
  readonly remote: Remote;
  readonly events: AppEvent[] = [];

  constructor(root: string, remote: Remote) {
    this.root = root;
    this.remote = remote;
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  commit(message: string): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
  }

  /** Commits everything, and pushes. */
  push(message: string): void {
    this.commit(message);
    this.git("push", "--quiet");
  }

  hook(name: string, script: string): void {
    writeHook(join(this.root, ".git/hooks", name), script);
  }

  /** Records a build, as CI does. */
  async build(name: string, number: number): Promise<void> {
    await record(this.context(), {
      services: [name],
      image: `registry.example.com/shop/${name}`,
      tag: `v${number}`,
      digest: `sha256:${number.toString(16).padEnd(64, "0")}`,
      commit: number.toString(16).padStart(7, "0"),
      run: String(number),
      builtAt: "2026-06-01T00:00:00Z",
      channel: "main",
      upstream: false,
      verifyImage: false,
    });
  }

  publish(request: Partial<PublishRequest> = {}) {
    return publish(this.context(), { parallel: 1, ...request });
  }

  /** Publishes, and returns the error as its lines. */
  async refused(request: Partial<PublishRequest> = {}): Promise<string> {
    try {
      const { outcome } = await this.publish(request);
      return outcome;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [error.code, error.message, ...error.problems.map(({ file, message }) => `${file}: ${message}`), `hint: ${error.hint}`].join(
        "\n",
      );
    }
  }

  async resume(...targets: readonly string[]): Promise<void> {
    await resume(this.context(), { targets });
  }

  /** Returns everything that a run must leave as it is. */
  state(): readonly string[] {
    return [
      this.git("status", "--porcelain"),
      this.git("rev-parse", "HEAD"),
      this.git("for-each-ref", "refs/heads", "refs/fairlead/run"),
      this.git("worktree", "list").trim().split("\n").slice(1).join(),
      existsSync(join(this.root, ".git/FETCH_HEAD")) ? "FETCH_HEAD" : "",
    ];
  }

  context(): AppContext {
    const writes = this.root;
    return {
      cwd: this.root,
      home: this.root,
      env: { FAIRLEAD_DATASTORE: `file:${this.remote.datastore}`, FAIRLEAD_ENGINE: "embedded" },
      onEvent: (event) => void this.events.push(event),
      workspace: () => openWorkspace(this.root),
      writer: { now: () => "2026-06-01T00:00:00Z", writeId: () => `${writes}-${Math.random()}` },
    };
  }
}

function writeHook(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}
