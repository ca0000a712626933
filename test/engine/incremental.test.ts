import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordCart, TestProject } from "../project.ts";
import { SAMPLE } from "../sample-size.ts";
import { withoutEngine } from "./changed-fleet.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { HAS_ENGINE } from "./engine.ts";

const CART_OBJECTS = SAMPLE.objectsOf("staging", "cartservice");

const CART_ON_STAGING: Edit = (project) => {
  project.edit("stacks/staging.ts", 'from "fairlead";\n', 'from "fairlead";\nimport cart from "../services/cartservice.ts";\n');
  project.edit("stacks/staging.ts", "defineStack }", "defineStack, override }");
  project.edit("stacks/staging.ts", /\n\}\);\n$/, "\n  overrides: [override(cart, { scale: { max: 11 } })],\n});\n");
};

type Edit = (project: TestProject) => void;

/** Runs `up` with both writers on two copies of a changed fleet. Returns the engine's stacks, each with its number of objects. */
function upWithBoth(edit: Edit, ...args: readonly string[]): unknown {
  const project = new TestProject();
  edit(project);
  project.commitAll();
  const copy = new TestProject(undefined, join(temporaryDirectory(), "copy"));
  cpSync(project.root, copy.root, { recursive: true });
  const embedded = copy.run(["up", "--engine", "embedded", ...args]);
  const { status, stdout } = project.run(["up", "--engine", "pulumi", "--json", ...args]);
  expect(status).toBe(embedded.status);
  expect(project.snapshot()).toEqual(copy.snapshot());
  const { engine } = JSON.parse(stdout);
  return engine?.stacks.map(({ stack, objects }: Readonly<Record<string, unknown>>) => [stack, objects]);
}

describe.skipIf(!HAS_ENGINE)("the engine renders only what changed", { timeout: 180_000 }, () => {
  it("one service on one stack", () => {
    expect(upWithBoth(CART_ON_STAGING)).toEqual([["staging", CART_OBJECTS]]);
  });

  it("in a directory whose name has special characters of URLs", () => {
    const project = new TestProject().nested("our shop %20 #1 ? & ü");
    CART_ON_STAGING(project);
    const { status, stdout } = project.run(["up", "--engine", "pulumi"]);
    expect([status, stdout]).toEqual([0, expect.stringMatching(/^engine: 8 objects of staging by /m)]);
    expect(project.read("pulumi-gen/staging/services/cartservice/horizontalpodautoscaler-cartservice.yaml")).toMatch("maxReplicas: 11");
  });

  it("and --stats prints time and memory of each stack and of the command", () => {
    const project = new TestProject();
    CART_ON_STAGING(project);
    const figures = (...args: readonly string[]): string =>
      project.run(["up", "--stats", ...args]).stdout.replace(/ +\d+\.\d s +\d+ MB$/gm, " TIME MEMORY");
    expect(figures("--engine", "pulumi")).toMatch(/^ {2}staging {4}8 objects TIME MEMORY\n {2}up itself TIME MEMORY$/m);
    expect(figures("--engine", "pulumi")).toMatch(
      new RegExp(`^${SAMPLE.services} services on 4 stacks: ${SAMPLE.entries} keep\\n {2}up itself TIME MEMORY\\nup to date`, "m"),
    );
  });

  it("one of two changed services with --service", () => {
    const both: Edit = (project) => {
      CART_ON_STAGING(project);
      recordCart(project, "v0.10.7", 2_000_000_000_000);
      project.edit("services/adservice.ts", '"180Mi"', '"190Mi"');
    };
    expect(upWithBoth(both, "--service", "cartservice", "--stack", "staging")).toEqual([["staging", CART_OBJECTS]]);
  });

  it("the services that a removed service called", () => {
    const leave: Edit = (project) => {
      project.edit(
        "stacks/latest.ts",
        'from "fairlead";\n',
        'from "fairlead";\nimport loadgenerator from "../services/loadgenerator.ts";\n',
      );
      project.edit("stacks/latest.ts", "services: allServices", "services: allServices.except(loadgenerator)");
    };
    expect(upWithBoth(leave)).toEqual([["latest", SAMPLE.objectsOf("latest", "frontend")]]);
  });

  it("the services that a new service without a version calls", () => {
    const arrive: Edit = (project) =>
      project.write(
        "services/wishlist.ts",
        `import { defineService } from "fairlead";
import cart from "./cartservice.ts";
export default defineService("wishlist", {
  owner: "shopping@example.com",
  image: "registry.example.com/wishlist",
  ports: { http: { port: 8080, protocol: "http" } },
  calls: () => ({ cart: cart.endpoint("grpc") }),
});
`,
      );
    expect(upWithBoth(arrive, "--stack", "latest", "--stack", "staging")).toEqual([
      ["latest", SAMPLE.objectsOf("latest", "cartservice")],
      ["staging", CART_OBJECTS],
    ]);
  });
});

describe("without changed objects, no engine is searched", () => {
  const failing = (): NodeJS.ProcessEnv => {
    const pulumi = join(temporaryDirectory(), "pulumi");
    writeFileSync(pulumi, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    return { ...withoutEngine(), PULUMI_BIN: pulumi };
  };

  it.each<[title: string, edit: Edit, output: string]>([
    ["nothing changed", () => undefined, `up to date: ${SAMPLE.files} files in 4 stacks, nothing written`],
    [
      "an additional file",
      (project) => project.write("pulumi-gen/staging/services/old/service-old.yaml", "a: 1\n"),
      `rendered ${SAMPLE.files} files in 4 stacks: 1 removed`,
    ],
  ])("%s", (_title, edit, output) => {
    const project = new TestProject();
    const committed = project.snapshot();
    edit(project);
    project.commitAll();
    const { status, stdout, stderr } = project.run(["up", "--engine", "pulumi"], { env: failing() });
    expect([status, stdout.split("\n")[1], stderr]).toEqual([0, expect.stringContaining(output), ""]);
    expect(project.snapshot()).toEqual(committed);
  });
});
