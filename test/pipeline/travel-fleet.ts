import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BIN, environment, type Outcome } from "../project.ts";
import { serviceFile, stackFile } from "../publish/ops-repo.ts";
import { lastingDirectory, temporaryDirectory } from "../temporary-directory.ts";

const CONFIG = `import { defineConfig } from "fairlead";
export default defineConfig({ name: "shop", repository: { url: "https://github.com/example/shop.git" } });
`;

const PIPELINE = `import { definePipeline } from "fairlead";
export default definePipeline({
  stages: [
    { name: "latest", tier: "latest", soak: "30m" },
    { name: "staging", stacks: ["staging"], soak: "1h" },
    { name: "prod", waves: [["prod-eu"], ["prod-us"]], soak: "2h" },
  ],
});
`;

/** The stacks in the order of their waves. */
export const STACKS = ["latest", "staging", "prod-eu", "prod-us"] as const;

const START = Date.parse("2026-06-01T08:00:00Z");

/** A settled fleet, which tests copy. */
let template: TravelFleet | undefined;

/** A remote repository with a pipeline, a datastore, and a clock that the test moves. */
export class TravelFleet {
  readonly #remote: string;
  readonly #datastore: string;
  #minutes = 0;
  #clones = 0;

  /** @param directory of the repository and the datastore */
  constructor(directory = temporaryDirectory("remote")) {
    this.#remote = join(directory, "ops.git");
    this.#datastore = `file:${join(directory, "datastore")}`;
  }

  /** Makes the fleet that `settled` copies. It takes many runs, so it is made once, before the tests. */
  static settle(): void {
    const original = new TravelFleet(lastingDirectory());
    const clone = original.create();
    for (let wave = 0; wave < STACKS.length; wave += 1) {
      clone.publish();
      original.wait(240);
    }
    template = original;
  }

  /** Returns a fleet on which every stack has the present configuration of v1. */
  static settled(directory?: string): TravelFleet {
    if (template === undefined) throw new Error("TravelFleet.settle() comes first");
    return template.copy(directory);
  }

  /** Returns a copy of the repository and the datastore, at the same time. */
  copy(directory = temporaryDirectory("remote")): TravelFleet {
    cpSync(dirname(this.#remote), directory, { recursive: true });
    const fleet = new TravelFleet(directory);
    fleet.wait(this.#minutes);
    return fleet;
  }

  /** Creates the repository with cart at v1 on every stack, and the pipeline. @returns a clone */
  create(pipeline = PIPELINE): TravelClone {
    execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", this.#remote]);
    const first = this.clone(lastingDirectory());
    first.write("fairlead.config.ts", CONFIG);
    first.write("package.json", '{ "private": true, "type": "module" }\n');
    first.write("services/cart.ts", serviceFile("cart"));
    for (const name of STACKS)
      first.write(`stacks/${name}.ts`, stackFile(name, name === "latest" || name === "staging" ? "latest" : "prod"));
    first.write(
      "stacks/staging.ts",
      stackFile("staging").replace('tier: "latest"', 'tier: "staging"').replace("shop-latest", "shop-staging"),
    );
    this.record("cart", 1);
    first.commit("Specs");
    first.git("push", "--quiet", "--set-upstream", "origin", "main");
    first.publish();
    first.git("pull", "--quiet");
    first.write("stacks/pipeline.ts", pipeline);
    first.push("Add a pipeline");
    return first;
  }

  /** Returns the time as RFC 3339. */
  get now(): string {
    return new Date(START + this.#minutes * 60_000).toISOString().replace(".000Z", "Z");
  }

  wait(minutes: number): void {
    this.#minutes += minutes;
  }

  clone(directory = temporaryDirectory("clone")): TravelClone {
    const root = join(directory, `clone-${(this.#clones += 1)}`);
    execFileSync("git", ["clone", "--quiet", `file://${this.#remote}`, root], { stdio: ["ignore", "pipe", "pipe"] });
    return new TravelClone(root, () => this.#environment());
  }

  /** Records a build of a service, as CI does. */
  record(service: string, number: number): void {
    const digest = `sha256:${createHash("sha256").update(`${service} ${number}`).digest("hex")}`;
    const facts = ["--image", `registry.example.com/shop/${service}`, "--tag", `v${number}`, "--digest", digest];
    const origin = ["--commit", number.toString(16).padStart(7, "0"), "--run", String(number), "--built-at", this.now];
    const recorded = run(dirname(this.#remote), ["release", "record", service, ...facts, ...origin], this.#environment());
    if (recorded.status !== 0) throw new Error(recorded.stderr);
  }

  /** Returns `<tag> <config>` of each stack that runs a service, as the remote has it. */
  running(service = "cart"): readonly string[] {
    return STACKS.map((stack) => {
      const text = execFileSync("git", ["show", `main:pulumi-gen/${stack}/versions.yaml`], { cwd: this.#remote, encoding: "utf8" });
      const [entry = ""] = new RegExp(`^${service}:\n(?: .*\n)+`, "m").exec(text) ?? [];
      return [/^ {2}tag: (.*)$/m.exec(entry)?.[1] ?? "-", /^ {2}config: '?(\w*)/m.exec(entry)?.[1] ?? "-"].join(" ");
    });
  }

  /** Returns the tags that the stacks run, in the order of their waves. */
  tags(service = "cart"): readonly string[] {
    return this.running(service).map((text) => text.split(" ")[0] ?? "");
  }

  /** Returns the number of the configuration on each stack, counted from the last stack: `1 0 0 0`. */
  configs(service = "cart"): string {
    const hashes = this.running(service).map((text) => text.split(" ")[1] ?? "");
    return hashes.map((hash) => (hash === hashes.at(-1) ? 0 : 1)).join(" ");
  }

  #environment(): NodeJS.ProcessEnv {
    return { FAIRLEAD_DATASTORE: this.#datastore, FAIRLEAD_NOW: this.now, GIT_COMMITTER_DATE: this.now, GIT_AUTHOR_DATE: this.now };
  }
}

/** A clone of the repository. */
export class TravelClone {
  readonly root: string;
  /** Returns the variables of a run now. */
  readonly environment: () => NodeJS.ProcessEnv;

  constructor(root: string, environmentNow: () => NodeJS.ProcessEnv) {
    this.root = root;
    this.environment = environmentNow;
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Replaces a string in a file. */
  edit(path: string, from: string, to: string): void {
    const before = this.read(path);
    if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
    this.write(path, before.replace(from, to));
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", args, {
      cwd: this.root,
      encoding: "utf8",
      env: { ...process.env, ...this.environment() },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  commit(message: string): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
  }

  /** Commits everything on top of the remote, and pushes. */
  push(message: string): void {
    this.commit(message);
    this.git("pull", "--quiet", "--rebase");
    this.git("push", "--quiet");
  }

  run(...args: readonly string[]): Outcome {
    return run(this.root, args, this.environment());
  }

  /** Publishes on the newest commit of the remote. @throws Error if it fails */
  publish(...flags: readonly string[]): Outcome {
    const published = this.run("publish", ...flags);
    if (published.status !== 0) throw new Error(`${published.stdout}\n${published.stderr}`);
    return published;
  }

  /** Returns the generated files of a service on a stack, with their texts. */
  files(stack: string, service: string): string {
    const directory = `pulumi-gen/${stack}/services/${service}`;
    return readdirSync(join(this.root, directory))
      .sort()
      .map((name) => this.read(`${directory}/${name}`))
      .join("---\n");
  }

  /** Decides as `plan` does. @returns `<outcome> <until>: <reason>` by stack */
  plan(service = "cart", ...flags: readonly string[]): Readonly<Record<string, string>> {
    const { stdout, stderr } = this.run("plan", "--json", ...flags);
    const parsed: { readonly decisions?: readonly Planned[] } = JSON.parse(stdout === "" ? "{}" : stdout);
    if (parsed.decisions === undefined) throw new Error(stderr + stdout);
    const own = parsed.decisions.filter((each) => each.service === service);
    return Object.fromEntries(own.map(({ stack, outcome, until = "-", reason }) => [stack, `${outcome} ${until}: ${reason}`]));
  }
}

interface Planned {
  readonly stack: string;
  readonly service: string;
  readonly outcome: string;
  readonly until?: string;
  readonly reason: string;
}

function run(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd, env: environment(env), encoding: "utf8" });
  return { status, stdout, stderr };
}
