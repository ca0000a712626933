import { execFileSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { lastingDirectory, temporaryDirectory } from "../temporary-directory.ts";
import { Clone } from "./clone.ts";
import { writeHook } from "./write-hook.ts";

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
    return new Clone(root, this.datastore);
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
