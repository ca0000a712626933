import { join } from "node:path";
import type { AppContext } from "../../lib/app/context.ts";
import { openOpsWorkspace } from "../../lib/app/open-ops-workspace.ts";
import { publish, publishCommand } from "../../lib/app/publish/publish.ts";
import { resume } from "../../lib/app/resume.ts";
import { UserError } from "../../lib/base/user-error.ts";
import { openDeliveryPulls } from "../../lib/github/delivery-pulls.ts";
import { TestProject } from "../project.ts";
import { GitFleet } from "../rollback/git-fleet.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { Clone } from "./clone.ts";
import { Remote, type Repositories, stackFile } from "./ops-repo.ts";

interface Places {
  readonly remote: Remote;
  /** A person's checkout of the specs. */
  readonly specs: string;
  /** A person's checkout of the generated tree: the same one, or one of a separate repository. */
  readonly root: string;
}

interface Decided {
  readonly stack: string;
  readonly service: string;
  readonly outcome: string;
  readonly to?: { readonly tag: string; readonly hold?: { readonly tag: string } };
}

/** The hash that a refused run asks for. */
const HASH = /--allow-deletions ([0-9a-f]{12})/;

/** The fleet of a `GitFleet` behind a remote. A person pushes what the checkout has, and each run is a `publish`. */
export class PublishedFleet extends GitFleet {
  readonly #places: Places;
  /** The specs that the remote has. */
  #written = "";

  /** The neighbour moves if the repositories are separate. So each story is told with and without its releases in between. */
  constructor(places: Places) {
    super(places.root !== places.specs, places);
    this.#places = places;
    this.datastore = places.remote.datastore;
    this.#written = JSON.stringify(this.stacks);
  }

  static async started(repositories: Repositories): Promise<PublishedFleet> {
    const remote = new Remote(repositories);
    const clone = await remote.start();
    return new PublishedFleet({ remote, specs: clone.root, root: clone.ops.root });
  }

  /** Publishes what the remote has. The deletions of a situation are meant. */
  override async up(_message: string, services: readonly string[] = []): Promise<void> {
    this.#push();
    const request = { parallel: 1, selection: { stacks: [], services } };
    try {
      await publish(this.context(), request, openDeliveryPulls);
    } catch (error) {
      const [, allowDeletions] = HASH.exec(error instanceof UserError ? (error.hint ?? "") : "") ?? [];
      if (allowDeletions === undefined) throw error;
      await publish(this.context(), { ...request, allowDeletions }, openDeliveryPulls);
    }
    this.#pull();
  }

  override async resume(...targets: readonly string[]): Promise<void> {
    this.#push();
    await publishCommand(this.context(), {}, (inside, datastore) => resume(inside, { ...datastore, targets }));
    this.#pull();
  }

  /** Publishes by the command line. @returns the decisions about cart, as `GitFleet` does. @throws Error with the message of a refusal */
  override async plan(): Promise<readonly string[]> {
    this.#push();
    const decisions = this.#run() ?? this.#run(HASH.exec(this.#said)?.[1]) ?? [];
    return decisions
      .filter(({ service }) => service === "cart")
      .map(({ stack, outcome, to }) => {
        const hold = to?.hold === undefined ? "" : ` (hold ${to.hold.tag})`;
        return `${stack}: ${outcome} ${to?.tag ?? "-"}${hold}`;
      });
  }

  /** Returns what the branch has of cart at the remote: `latest: v1`, of each declared stack. */
  running(): readonly string[] {
    const branch = this.git("branch", "--show-current").trim();
    return Object.keys(this.stacks).map((stack) => `${stack}: ${this.#places.remote.tag(stack, "cart", branch) ?? "-"}`);
  }

  override clone(...options: readonly string[]): PublishedFleet {
    this.#push();
    const root = join(temporaryDirectory("clone"), "clone");
    this.git("clone", "--quiet", ...options, `file://${this.root}`, root);
    const { remote, specs } = this.#places;
    const cloned = new PublishedFleet({ remote, root, specs: specs === this.root ? root : specs });
    cloned.datastore = this.datastore;
    cloned.stacks = this.stacks;
    return cloned;
  }

  override context(): AppContext {
    const env = this.#environment();
    return {
      ...super.context(),
      cwd: this.specs,
      home: this.specs,
      env,
      workspace: () => openOpsWorkspace(this.specs, env),
    };
  }

  #environment(): Readonly<Record<string, string>> {
    const { root, specs, datastore, now } = this;
    const place = root === specs ? {} : { FAIRLEAD_OPS_REPO: root };
    return { FAIRLEAD_DATASTORE: `file:${datastore}`, FAIRLEAD_ENGINE: "embedded", FAIRLEAD_NOW: now, ...place };
  }

  /** The output of the last run. */
  #said = "";

  /** Runs `publish` as a process. @returns the decisions; undefined if it needs the hash of deletions */
  #run(hash?: string): readonly Decided[] | undefined {
    const project = new TestProject(undefined, this.specs);
    const flags = hash === undefined ? [] : ["--allow-deletions", hash];
    const { stdout, stderr } = project.run(["publish", "--json", ...flags], { env: this.#environment() });
    this.#said = stdout;
    const said: { readonly decisions?: readonly Decided[]; readonly error?: { readonly message: string } } = JSON.parse(stdout || "{}");
    if (said.decisions !== undefined) return said.decisions;
    if (hash === undefined && HASH.test(stdout)) return undefined;
    throw new Error(said.error?.message ?? stderr);
  }

  /** Commits changed specs, and pushes the commits of both checkouts. A person may have rewritten history. */
  #push(): void {
    const specs = new Clone(this.specs, this.datastore);
    if (this.#written !== JSON.stringify(this.stacks)) {
      specs.remove("stacks");
      for (const [name, fields] of Object.entries(this.stacks)) specs.write(`stacks/${name}.ts`, fileOf(name, fields));
      this.#written = JSON.stringify(this.stacks);
      specs.git("add", "stacks");
      specs.git("commit", "--quiet", "--message", "Change the stacks");
    }
    const { remote } = this.#places;
    pushTo(remote.specs, specs);
    if (this.root !== this.specs) pushTo(remote.root, this);
  }

  #pull(): void {
    this.git("pull", "--quiet", "--ff-only");
    if (this.root !== this.specs) new Clone(this.specs, this.datastore).git("pull", "--quiet", "--ff-only");
  }
}

/** Pushes the branch of a checkout, which may be a clone of another checkout. */
function pushTo(remote: string, checkout: Pick<Clone, "git">): void {
  checkout.git("remote", "set-url", "origin", `file://${remote}`);
  checkout.git("push", "--quiet", "--force", "--set-upstream", "origin", "HEAD");
}

/** Writes the spec of a stack. */
function fileOf(name: string, { without = [], ...fields }: GitFleet["stacks"][string]): string {
  const lines = Object.entries(fields).map(([key, value]) => `\n  ${key}: ${JSON.stringify(value)},`);
  const text = stackFile(name, name === "latest" ? "latest" : "prod", lines.join(""));
  const imports = without.map((service) => `import ${service} from "../services/${service}.ts";\n`).join("");
  return without.length === 0
    ? text
    : imports + text.replace("services: allServices", `services: allServices.except(${without.join(", ")})`);
}
