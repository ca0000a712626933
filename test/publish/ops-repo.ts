import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { lastingDirectory, temporaryDirectory } from "../temporary-directory.ts";
import { Clone } from "./clone.ts";
import { writeHook } from "./write-hook.ts";

const configFile = (fields = ""): string => `import { defineConfig } from "fairlead";
export default defineConfig({ name: "shop", repository: { url: "https://github.com/example/shop.git" },${fields} });
`;

/** The places of specs and generated tree: one repository, or two. */
export type Repositories = "one repository" | "a separate ops repository";
export const REPOSITORIES: readonly Repositories[] = ["one repository", "a separate ops repository"];

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

/** The directories of repositories that each test copies. */
const templates = new Map<Repositories, string>();

/** The remote of an ops repository of the services `cart` and `mail`, and a datastore elsewhere. */
export class Remote {
  /** The repository that has the generated tree. */
  readonly root: string;
  /** The repository that has the specs: the same one, or another one. */
  readonly specs: string;
  readonly datastore: string;
  readonly #repositories: Repositories;
  #clones = 0;

  /** @param directory of the repositories and the datastore */
  constructor(repositories: Repositories = "one repository", directory = temporaryDirectory("remote")) {
    this.#repositories = repositories;
    this.root = join(directory, "ops.git");
    this.specs = repositories === "one repository" ? this.root : join(directory, "specs.git");
    this.datastore = join(directory, "datastore");
  }

  /** Starts with both services at v1 on the stacks `latest` and `prod`. @returns a clone */
  async start(): Promise<Clone> {
    const template = templates.get(this.#repositories) ?? lastingDirectory();
    templates.set(this.#repositories, template);
    const first = new Remote(this.#repositories, template);
    if (!existsSync(first.root)) await first.create(["cart", "mail"]);
    cpSync(template, dirname(this.root), { recursive: true });
    const clone = this.clone();
    if (this.specs === this.root) return clone;
    clone.write("fairlead.config.ts", this.#config());
    clone.push("The address of this copy");
    return clone;
  }

  /** Creates the repository with services that run v1. @returns a clone */
  async create(services: readonly string[]): Promise<Clone> {
    for (const root of new Set([this.root, this.specs])) execFileSync("git", ["init", "--quiet", "--bare", root]);
    if (this.specs !== this.root) this.#begin();
    const first = this.clone();
    first.write("fairlead.config.ts", this.#config());
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

  #config(): string {
    return configFile(this.specs === this.root ? "" : ` opsRepo: { url: "file://${this.root}" },`);
  }

  /** Makes the first commit of a separate ops repository. */
  #begin(): void {
    const tree = execFileSync("git", ["hash-object", "-t", "tree", "-w", "--stdin"], {
      cwd: this.root,
      encoding: "utf8",
      input: "",
    }).trim();
    this.git("update-ref", "refs/heads/main", this.git("commit-tree", "-m", "Begin", tree).trim());
  }

  /** Clones the specs. */
  clone(...options: readonly string[]): Clone {
    const root = join(temporaryDirectory("clone"), `clone-${(this.#clones += 1)}`);
    execFileSync("git", ["clone", "--quiet", ...options, `file://${this.specs}`, root], { stdio: ["ignore", "pipe", "pipe"] });
    return new Clone(root, this.datastore, this.specs === this.root ? undefined : this.root);
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }

  /** Returns the subjects of the commits of main, newest first. */
  subjects(): readonly string[] {
    return this.git("log", "--format=%s", "main").trim().split("\n");
  }

  /** Returns the tag that a stack runs, as a branch has it. */
  tag(stack: string, service: string, branch = "main"): string | undefined {
    const lock = this.git("show", `${branch}:pulumi-gen/${stack}/versions.yaml`);
    return new RegExp(`^${service}:\n(?: .*\n)*?  tag: (.*)$`, "m").exec(lock)?.[1];
  }

  hook(name: string, script: string): void {
    writeHook(join(this.root, "hooks", name), script);
  }
}
