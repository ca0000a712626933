import { cpSync } from "node:fs";
import { join } from "node:path";
import { releaseId } from "../../lib/releases/release-id.ts";
import { type Outcome, TestProject } from "../project.ts";
import { lastingDirectory, temporaryDirectory } from "../temporary-directory.ts";

const SERVICE = (name: string): string => `import { defineService } from "fairlead";
export default defineService("${name}", {
  owner: "team@example.com",
  image: "registry.example.com/shop/${name}",
  ports: { http: { port: 8080, protocol: "http" } },
  scale: { min: 3, max: 4 },
});
`;

const STACK = (name: string, tier: string): string => `import { allServices, defineStack } from "fairlead";
export default defineStack("${name}", {
  tier: "${tier}", region: "europe-west1", project: "shop-${tier}", cluster: "${name}", namespace: "shop", services: allServices,
});
`;

const CONFIG = `import { defineConfig } from "fairlead";
export default defineConfig({ name: "shop", repository: { url: "https://github.com/example/shop.git" } });
`;

export const POINTER = "releases/channels/main/cart.json";
export const LOCK = "pulumi-gen/prod/versions.yaml";

export const digestOf = (build: number): string => `sha256:${build.toString(16).padEnd(64, "0")}`;

export const idOf = (build: number): string => releaseId(build, digestOf(build));

/** Returns the path of a build's record. */
export const recordPath = (build: number, service = "cart"): string => `releases/releases/${service}/${idOf(build)}.json`;

/** Records a build of a service, as its CI does. */
export const recordBuild = (project: TestProject, build: number, service = "cart", ...flags: readonly string[]): Outcome =>
  project.run(
    [
      "release",
      "record",
      service,
      ...`--image registry.example.com/shop/${service} --tag v${build} --digest ${digestOf(build)} --commit 5b3a7120`.split(" "),
      ...`--run ${build} --built-at 2026-06-01T00:00:00Z`.split(" "),
      ...flags,
    ],
    { timeout: 60_000 },
  );

let base: string | undefined;

/** Returns a repository with the services cart and mail on latest and prod. Both run build 2 of both, and build 1 was before. */
export function victim(): TestProject {
  base ??= make();
  const project = new TestProject(undefined, join(temporaryDirectory("victim"), "fleet"));
  cpSync(base, project.root, { recursive: true });
  return project;
}

function make(): string {
  const project = new TestProject(undefined, join(lastingDirectory(), "fleet"));
  project.write("package.json", '{ "name": "shop", "private": true, "type": "module" }\n');
  project.write("fairlead.config.ts", CONFIG);
  project.write(".gitignore", "releases/\n");
  for (const name of ["cart", "mail"]) project.write(`services/${name}.ts`, SERVICE(name));
  for (const [name, tier] of [
    ["latest", "latest"],
    ["prod", "prod"],
  ] as const)
    project.write(`stacks/${name}.ts`, STACK(name, tier));
  for (const build of [1, 2]) {
    for (const service of ["cart", "mail"]) requireDone(recordBuild(project, build, service));
    requireDone(project.run(["up"]));
    project.commitAll(`Build ${build}`);
  }
  return project.root;
}

function requireDone({ status, stdout, stderr }: Outcome): void {
  if (status !== 0) throw new Error(stdout + stderr);
}

/** Changes fields of a JSON object of the datastore. */
export function forge(project: TestProject, path: string, fields: object): void {
  const object: unknown = JSON.parse(project.read(path));
  project.write(path, `${JSON.stringify({ ...(object as object), ...fields }, undefined, 2)}\n`);
}
