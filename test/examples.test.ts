import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { modelOf } from "./fleets.ts";
import { CHECKOUT, TestProject } from "./project.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { parseLock } from "../lib/render/parse-lock.ts";
import { loadFleet } from "../lib/workspace/specs/load-fleet.ts";

const EXAMPLES = readdirSync(join(CHECKOUT, "examples")).filter((name) => existsSync(join(CHECKOUT, "examples", name, "services")));

/** Fleets whose README says that their digests are placeholders. */
const WITH_PLACEHOLDERS = EXAMPLES.filter((name) =>
  example(name).read("README.md").includes("The digests in `releases/` are no digests of real images."),
);

function example(name: string): TestProject {
  return new TestProject(undefined, join(CHECKOUT, "examples", name));
}

/** Copies an example into a directory without a git history. */
function copyOf(name: string): TestProject {
  const root = temporaryDirectory("example");
  cpSync(join(CHECKOUT, "examples", name), root, { recursive: true, filter: (path) => !path.endsWith("node_modules") });
  return new TestProject(undefined, root);
}

const placeholder = (image: string, tag: string): string => `sha256:${createHash("sha256").update(`${image}:${tag}`).digest("hex")}`;

describe("the examples", () => {
  it("are these fleets", () => {
    expect([EXAMPLES, WITH_PLACEHOLDERS]).toEqual([
      ["bookinfo", "minimal", "otel-demo"],
      ["bookinfo", "otel-demo"],
    ]);
  });

  it.each(EXAMPLES)("%s is up to date with its manifests", (name) => {
    const project = copyOf(name);
    expect(project.run(["check"])).toMatchObject({ status: 0, stderr: "" });
    project.remove("pulumi-gen/argocd");
    expect(project.run(["render"])).toMatchObject({ status: 0, stderr: "" });
    expect(project.snapshot()).toEqual(example(name).snapshot());
  });

  it.each(EXAMPLES)("%s runs the releases of its channel", (name) => {
    expect(copyOf(name).run(["plan"]).stdout).toMatch(/^(\d+) services?(?: and \d+ images?)? on \d stacks?: \d+ keep/);
  });

  it.each(EXAMPLES)("%s has a patch in at most one service of ten", async (name) => {
    const { stacks } = modelOf(await loadFleet(join(CHECKOUT, "examples", name)));
    const services = stacks.flatMap((stack) => stack.services);
    const names = new Set(services.map((service) => service.name));
    const patched = new Set(services.filter(({ patches }) => patches.length > 0).map((service) => service.name));
    expect(patched.size).toBeLessThanOrEqual(names.size / 10);
  });
});

describe("the placeholders of digests", () => {
  it.each(WITH_PLACEHOLDERS)("%s has hashes of names and tags, as its README says", async (name) => {
    const { stacks } = modelOf(await loadFleet(join(CHECKOUT, "examples", name)));
    for (const stack of stacks) {
      const file = `pulumi-gen/${stack.name}/versions.yaml`;
      const { lock } = parseLock(example(name).read(file), file);
      const images = [...stack.services, ...stack.images].map(
        (each) => [each.name, "input" in each ? each.input.image : each.image] as const,
      );
      const expected = images.map(([service, image]) => [service, placeholder(image, lock.get(service)?.tag ?? "")]);
      expect(Object.fromEntries([...lock].map(([service, { digest }]) => [service, digest]))).toEqual(Object.fromEntries(expected));
    }
  });
});
