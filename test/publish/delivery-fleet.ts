import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { dirname } from "node:path";
import { onTestFinished } from "vitest";
import type { PublishRequest } from "../../lib/app/publish/publish.ts";
import { GitHubServer } from "../github/server.ts";
import type { ServedPull } from "../github/served-pulls.ts";
import { lastingDirectory } from "../temporary-directory.ts";
import { Clone } from "./clone.ts";
import { Remote, type Repositories } from "./ops-repo.ts";

const PIPELINE = `import { definePipeline } from "fairlead";
export default definePipeline({
  stages: [
    { name: "latest", tier: "latest", soak: "1m" },
    { name: "prod", tier: "prod", delivery: "pr" },
  ],
});
`;

/** The directories of settled fleets. */
const templates = new Map<Repositories, string>();

/** The ways in which a person merges a pull request on GitHub. */
export const MERGES = ["merge", "squash", "rebase"] as const;

/** An ops repository on a local GitHub. The stack `latest` gets commits, and `prod` gets pull requests. */
export class DeliveryFleet {
  readonly remote: Remote;
  readonly server = new GitHubServer();
  readonly #repositories: Repositories;
  #clone: Clone | undefined;

  /** @param directory of the repositories and the datastore */
  constructor(repositories: Repositories = "one repository", directory?: string) {
    this.#repositories = repositories;
    this.remote = new Remote(repositories, directory);
    this.server.pullRequests.tipOf = (branch) => this.tip(branch);
  }

  /** Starts a fleet whose stacks both run v1 of cart and mail with the present configuration. */
  async start(): Promise<this> {
    const template = templates.get(this.#repositories) ?? lastingDirectory();
    if (!templates.has(this.#repositories)) await new DeliveryFleet(this.#repositories, template).#settle();
    templates.set(this.#repositories, template);
    cpSync(template, dirname(this.remote.root), { recursive: true });
    await this.#listen();
    const clone = this.remote.clone();
    this.#clone = this.#dressed(clone);
    if (this.remote.specs === this.remote.root) return this;
    clone.write("fairlead.config.ts", clone.read("fairlead.config.ts").replace(/file:\/\/[^"]*/, `file://${this.remote.root}`));
    clone.push("The address of this copy");
    return this;
  }

  /** Makes the fleet that each test copies. */
  async #settle(): Promise<void> {
    await this.#listen();
    const clone = await this.remote.start();
    this.#clone = this.#dressed(clone);
    clone.write("stacks/pipeline.ts", PIPELINE);
    clone.push("Add a pipeline");
    await clone.publish();
    await clone.publish();
    this.merge();
    this.remote.git("update-ref", "-d", "refs/heads/fairlead/prod");
  }

  async #listen(): Promise<void> {
    await this.server.start();
    onTestFinished(() => this.server.stop());
  }

  get clone(): Clone {
    if (this.#clone === undefined) throw new Error("start() comes first");
    return this.#clone;
  }

  /** Returns another clone, as another runner of CI has it. */
  other(): Clone {
    return this.#dressed(this.remote.clone());
  }

  #dressed(clone: Clone): Clone {
    // Every commit has soaked long ago.
    clone.now = "2100-01-01T00:00:00Z";
    clone.env = { GITHUB_TOKEN: "secret-token", GITHUB_API_URL: this.server.url };
    return Object.assign(clone, {
      publish: (request: Partial<PublishRequest> = {}) => Clone.prototype.publish.call(clone, { repository: "acme/shop", ...request }),
    });
  }

  /** Publishes. @returns `opened 1`, or the reason if there is no pull request */
  async publish(request: Partial<PublishRequest> = {}): Promise<string> {
    const { deliveries = [] } = await this.clone.publish(request);
    return deliveries.map(({ outcome, pullRequest, reason }) => `${outcome} ${pullRequest?.number ?? reason}`).join(", ");
  }

  /** Releases a build of cart, and lets it soak on latest. */
  async release(number: number, service = "cart"): Promise<void> {
    await this.clone.build(service, number);
    await this.clone.publish({ selection: { stacks: ["latest"], services: [] } });
  }

  /** Returns the newest commit of a branch; undefined if there is no such branch. */
  tip(branch: string): string | undefined {
    const [, tip] =
      new RegExp(`^(\\w+) refs/heads/${branch.replaceAll("+", "\\+")}$`, "m").exec(this.remote.git("show-ref", "--heads")) ?? [];
    return tip;
  }

  /** Returns the newest pull request. */
  get pull(): ServedPull {
    const pull = this.server.pulls.at(-1);
    if (pull === undefined) throw new Error("there is no pull request");
    return pull;
  }

  /** Merges the newest pull request as GitHub does. The branch stays. */
  merge(how: (typeof MERGES)[number] = "squash", branch = "fairlead/prod"): void {
    const { number } = this.pull;
    const { ops } = this.clone;
    ops.git("fetch", "--quiet", "origin", branch);
    if (how === "merge")
      ops.git("merge", "--quiet", "--no-ff", "--message", `Merge pull request #${number} from acme/${branch}`, "FETCH_HEAD");
    else if (how === "rebase") ops.git("cherry-pick", "--keep-redundant-commits", "HEAD..FETCH_HEAD");
    else {
      const [subject = "", ...rest] = ops.git("log", "-1", "--format=%B", "FETCH_HEAD").split("\n");
      ops.git("merge", "--quiet", "--squash", "FETCH_HEAD");
      ops.git("commit", "--quiet", "--allow-empty", "--message", [`${subject} (#${number})`, ...rest].join("\n"));
    }
    ops.git("push", "--quiet", "origin", "HEAD:main");
    Object.assign(this.pull, { state: "closed", merged_at: "2026-11-30T00:00:00Z" });
    this.clone.git("pull", "--quiet");
  }

  /** Adds a commit to the branch of the pull request, as a reviewer does. */
  review(branch = "fairlead/prod"): string {
    const { ops } = this.clone;
    ops.git("fetch", "--quiet", "origin", branch);
    ops.git("switch", "--quiet", "--detach", "FETCH_HEAD");
    ops.write("pulumi-gen/prod/services/cart/deployment-cart.yaml", "# Reviewed\n");
    ops.commit("Fewer replicas");
    ops.git("push", "--quiet", "origin", `HEAD:${branch}`);
    ops.git("switch", "--quiet", "main");
    return this.tip(branch) ?? "";
  }

  /** Returns the requests since the last call, without those that only read. */
  writes(): readonly string[] {
    const { log } = this.server;
    return log.splice(0, log.length).filter((request) => !request.startsWith("GET"));
  }

  /** Returns the tag that each stack runs, as main has it. */
  tags(service = "cart"): readonly (string | undefined)[] {
    return ["latest", "prod"].map((stack) => this.remote.tag(stack, service));
  }

  /** Reads a file of a branch. */
  show(branch: string, path: string): string {
    return execFileSync("git", ["show", `${branch}:${path}`], { cwd: this.remote.root, encoding: "utf8" });
  }
}
