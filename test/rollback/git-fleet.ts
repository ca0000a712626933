import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AppContext } from "../../lib/app/context.ts";
import { plan } from "../../lib/app/plan.ts";
import { record } from "../../lib/app/release/record.ts";
import { set } from "../../lib/app/release/set.ts";
import { resume } from "../../lib/app/resume.ts";
import { up } from "../../lib/app/up.ts";
import { allServices, defineConfig, defineService, defineStack } from "../../lib/index.ts";
import type { Fleet } from "../../lib/model/fleet.ts";
import type { StackInput } from "../../lib/model/stack.ts";
import type { Tier } from "../../lib/model/tier.ts";
import { openWorkspace } from "../../lib/workspace/open-workspace.ts";
import { temporaryDirectory } from "../temporary-directory.ts";

const service = (name: string) =>
  defineService(name, {
    owner: "team@example.com",
    image: `registry.example.com/shop/${name}`,
    ports: { http: { port: 8080, protocol: "http" } },
    scale: { min: 3, max: 4 },
  });

/** The fields of a stack that a situation changes. */
export interface StackFields extends Pick<StackInput<Tier>, "channel" | "movedFrom"> {
  /** The services that it does not run. */
  readonly without?: readonly string[];
}

/** The services cart and mail on the stacks latest and prod, in a real git repository. A datastore lies elsewhere. */
export class GitFleet {
  /** The directory of the generated tree, with its git repository. */
  readonly root: string;
  /** The directory of the specs: the same one, or one without git. */
  readonly specs: string;
  /** Stack -> what differs from the default. */
  stacks: Readonly<Record<string, StackFields>> = { latest: {}, prod: {} };
  datastore = temporaryDirectory("datastore");
  /** The time of commands. */
  now = "2026-06-01T00:00:00Z";
  /** The release that the neighbour, mail, gets next; 0 for a neighbour that never moves. */
  #mail: number;
  #writes = 0;

  /** @param places of the generated tree and of the specs */
  constructor(
    neighbourMoves: boolean,
    { root = temporaryDirectory("git-fleet"), specs = root }: Partial<Pick<GitFleet, "root" | "specs">> = {},
  ) {
    this.root = root;
    this.specs = specs;
    this.#mail = neighbourMoves ? 1 : 0;
  }

  /** Starts the repository: both stacks run v1 of both services. */
  async start(): Promise<void> {
    writeFileSync(join(this.specs, "fairlead.config.ts"), "");
    this.git("init", "--quiet", "--initial-branch", "main");
    for (const name of ["cart", "mail"]) await this.build(name, 1);
    await this.up("v1");
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", ["-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.com", ...args], {
      cwd: this.root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, GIT_EDITOR: "true" },
    });
  }

  /** Records a build, as CI does. */
  async build(name: string, number: number, { channel = "main", run = String(number), digest = number } = {}): Promise<void> {
    await record(this.context(), {
      services: [name],
      image: `registry.example.com/shop/${name}`,
      tag: `v${number}`,
      digest: `sha256:${digest.toString(16).padEnd(64, "0")}`,
      commit: digest.toString(16).padStart(7, "0"),
      run,
      builtAt: "2026-06-01T00:00:00Z",
      channel,
      upstream: false,
      verifyImage: false,
    });
  }

  /** Moves the channel of a service by hand. */
  async set(name: string, to: string): Promise<void> {
    await set(this.context(), {
      service: name,
      channel: "main",
      to,
      by: "Grace Hopper",
      reason: "a test",
      newChannel: false,
      renumber: false,
    });
  }

  /** Runs `up`, and commits. */
  async up(message: string, services: readonly string[] = []): Promise<void> {
    await up(this.context(), { parallel: 1, overwrite: true, selection: { stacks: [], services } });
    this.commit(message);
  }

  commit(message: string): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message", message);
  }

  /** Releases and deploys the neighbour, if it moves at all. */
  async neighbour(): Promise<void> {
    if (this.#mail === 0) return;
    this.#mail += 1;
    await this.build("mail", this.#mail);
    await this.up(`mail v${this.#mail}`, ["mail"]);
  }

  async resume(...targets: readonly string[]): Promise<void> {
    await resume(this.context(), { targets });
    this.commit(`resume ${targets.join(" ")}`);
  }

  /** Returns the decisions of `plan` about cart: `latest: held v1 (hold v2)`. */
  async plan(): Promise<readonly string[]> {
    const { decisions } = await plan(this.context(), {}, { stacks: [], services: ["cart"] });
    return decisions.map(({ stack, outcome, to }) => {
      const hold = to?.hold === undefined ? "" : ` (hold ${to.hold.tag})`;
      return `${stack}: ${outcome} ${to?.tag ?? "-"}${hold}`;
    });
  }

  /** Changes a file of the generated tree. */
  edit(path: string, change: (text: string) => string): void {
    const file = join(this.root, "pulumi-gen", path);
    writeFileSync(file, change(readFileSync(file, "utf8")));
  }

  /** Adds a line to the repository's own list of ignored files. */
  ignore(pattern: string): void {
    writeFileSync(join(this.root, ".git/info/exclude"), `${pattern}\n`);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** Clones the repository. The clone shares the datastore. */
  clone(...options: readonly string[]): GitFleet {
    const root = join(temporaryDirectory("clone"), "clone");
    this.git("clone", "--quiet", ...options, `file://${this.root}`, root);
    const cloned = new GitFleet(this.#mail > 0, { root, ...(this.specs === this.root ? {} : { specs: this.specs }) });
    cloned.datastore = this.datastore;
    cloned.stacks = this.stacks;
    return cloned;
  }

  /** Returns the context of a command in this checkout. */
  context(): AppContext {
    const fleet = this.#fleet();
    const workspace = openWorkspace(this.specs, this.root);
    return {
      cwd: this.root,
      home: this.root,
      env: { FAIRLEAD_DATASTORE: `file:${this.datastore}`, FAIRLEAD_ENGINE: "embedded" },
      onEvent: () => undefined,
      workspace: () => ({
        ...workspace,
        specs: { ...workspace.specs, loadFleet: async () => fleet, loadConfig: async () => fleet.config },
      }),
      writer: { now: () => this.now, writeId: () => `write-${(this.#writes += 1)}` },
    };
  }

  #fleet(): Fleet {
    const services = ["cart", "mail"].map(service);
    const stacks = Object.entries(this.stacks).map(([name, { without = [], ...fields }]) =>
      defineStack(name, {
        tier: name === "latest" ? "latest" : "prod",
        region: "europe-west1",
        project: `shop-${name === "latest" ? "latest" : "prod"}`,
        cluster: name,
        namespace: "shop",
        services: allServices.except(...services.filter((each) => without.includes(each.name))),
        ...fields,
      }),
    );
    return {
      config: defineConfig({ name: "shop", repository: { url: "https://github.com/example/shop.git" } }),
      services: services.map((each) => ({ file: `services/${each.name}.ts`, service: each })),
      images: [],
      stacks: stacks.map((each) => ({ file: `stacks/${each.name}.ts`, stack: each })),
    };
  }
}
