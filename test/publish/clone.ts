import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { AppContext } from "../../lib/app/context.ts";
import { openOpsWorkspace } from "../../lib/app/open-ops-workspace.ts";
import type { AppEvent } from "../../lib/app/events.ts";
import { hold } from "../../lib/app/hold/hold.ts";
import { publish, publishCommand, type PublishedCommand, type PublishOptions, type PublishRequest } from "../../lib/app/publish/publish.ts";
import { record } from "../../lib/app/release/record.ts";
import { resume } from "../../lib/app/resume.ts";
import { rollback } from "../../lib/app/rollback.ts";
import { openDeliveryPulls } from "../../lib/github/delivery-pulls.ts";
import { UserError } from "../../lib/base/user-error.ts";
import { openWorkspace } from "../../lib/workspace/open-workspace.ts";
import { writeHook } from "./write-hook.ts";

/** A clone of the ops repository. */
export class Clone {
  readonly root: string;
  readonly datastore: string;
  readonly events: AppEvent[] = [];
  /** The time of commands. */
  now = "2026-06-01T00:00:00Z";
  /** Further variables of commands. */
  env: Readonly<Record<string, string>> = {};
  readonly #opsRemote: string | undefined;
  #ops: Clone | undefined;

  /** @param opsRemote the remote of a separate ops repository */
  constructor(root: string, datastore: string, opsRemote?: string) {
    this.root = root;
    this.datastore = datastore;
    this.#opsRemote = opsRemote;
  }

  /** Returns a person's checkout of the generated tree, at its newest commit. */
  get ops(): Clone {
    if (this.#opsRemote === undefined) {
      this.git("pull", "--quiet");
      return this;
    }
    if (this.#ops === undefined) {
      const root = `${this.root}-ops`;
      this.git("clone", "--quiet", `file://${this.#opsRemote}`, root);
      this.#ops = new Clone(root, this.datastore);
    }
    this.#ops.git("pull", "--quiet");
    return this.#ops;
  }

  /** Returns the clone that Fairlead manages. */
  get managed(): string {
    return join(this.root, ".fairlead/ops", readdirSync(join(this.root, ".fairlead/ops"))[0] ?? "");
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
    return publish(this.context(), { parallel: 1, ...request }, openDeliveryPulls);
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

  /** Publishes the change of a command. */
  change(run: PublishedCommand, options: PublishOptions = {}) {
    return publishCommand(this.context(), options, run);
  }

  publishRollback(service: string, ...stacks: readonly string[]) {
    return this.change((context) => rollback(context, { service, stacks }));
  }

  publishHold(service: string, ...stacks: readonly string[]) {
    return this.change((context) => hold(context, { service, stacks, reason: "the sale" }));
  }

  publishResume(...targets: readonly string[]) {
    return this.change((context, datastore) => resume(context, { ...datastore, targets }));
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
      env: { FAIRLEAD_DATASTORE: `file:${this.datastore}`, FAIRLEAD_ENGINE: "embedded", ...this.env },
      onEvent: (event) => void this.events.push(event),
      workspace: (part) => (part === "specs" ? openWorkspace(this.root) : openOpsWorkspace(this.root)),
      writer: { now: () => this.now, writeId: () => `${writes}-${Math.random()}` },
    };
  }
}
