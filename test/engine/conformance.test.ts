import * as fc from "fast-check";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { NamedObject } from "../../lib/pulumi/programs/render/render-input.ts";
import { toYaml } from "../../lib/render/yaml.ts";
import { formatProblem } from "../../lib/base/problem.ts";
import { modelOf } from "../fleets.ts";
import { TestProject } from "../project.ts";
import { randomFleet } from "../random-fleet.ts";
import { engine, HAS_ENGINE, logLines, reportSkipped } from "./engine.ts";
import { objectsOf, renderByEngine } from "./render-by-engine.ts";
import { leftIn } from "../left-in-scratch.ts";

reportSkipped();

/** Removes all generated files except the locks. */
function dropObjects(project: TestProject): void {
  for (const path of Object.keys(project.snapshot())) if (!path.endsWith("/versions.yaml")) project.remove(`pulumi-gen/${path}`);
}

describe.skipIf(!HAS_ENGINE)("the Pulumi engine and the embedded writer give the same bytes", { timeout: 180_000 }, () => {
  it("for the sample fleet, from an empty tree", () => {
    const project = new TestProject();
    const committed = project.snapshot();
    // No stack owns the objects of the bootstrap, so no engine renders them.
    const objects = Object.keys(committed).filter((path) => /^(?!argocd\/bootstrap\/).*(?<!\/versions)\.yaml$/.test(path));
    dropObjects(project);
    const { status, stdout } = project.run(["up", "--engine", "pulumi"]);
    expect([status, stdout.split("\n")[1]?.replace(/\(.*/, "")]).toEqual([
      0,
      `engine: ${objects.length} objects of latest, prod-europe-west1, prod-us-central1 and staging by Pulumi ${engine().version} `,
    ]);
    expect(project.snapshot()).toEqual(committed);
    expect(leftIn(join(project.root, ".fairlead"))).toEqual([]);
  });

  it("for a fleet with every field", () => {
    const project = new TestProject("test/every-shape");
    expect(project.run(["render"]).status).toBe(0);
    const embedded = project.snapshot();
    dropObjects(project);
    const { status, stderr } = project.run(["up", "--engine", "pulumi"]);
    expect([status, logLines(stderr)]).toEqual([
      0,
      [
        "latest: rendered in 0 s",
        expect.stringMatching("is not in a git repository"),
        "prod-east: rendered in 0 s",
        "prod: rendered in 0 s",
        "staging: rendered in 0 s",
      ],
    ]);
    expect(project.snapshot()).toEqual(embedded);
  });

  it("for strings and numbers that YAML may change", async () => {
    const texts = [
      "\u2028",
      "a\u2029b\n",
      "\u0085x",
      "\u0001\u007f",
      "\ufeffa",
      "\uf8ff2028",
      "a\r\nb\r\n",
      " \n x",
      "\t",
      "5e-05",
      "12e4567",
      "0o7",
      "1_000",
      "y",
      "~",
    ];
    const numbers = [0.00005, 5e-7, 1.5, -0.25, 9007199254740991, 123456789.125];
    const metadata = { name: "odd", namespace: "shop" };
    const objects: readonly NamedObject[] = [
      {
        name: "map",
        manifest: { apiVersion: "v1", kind: "ConfigMap", metadata, data: Object.fromEntries(texts.map((text, at) => [`k${at}`, text])) },
      },
      { name: "odd", manifest: { apiVersion: "acme.io/v1", kind: "Odd", metadata, spec: { numbers, texts, [texts[0] ?? ""]: texts } } },
    ];
    const { back } = await renderByEngine(new Map([["all", objects]]));
    expect(back.get("all")).toEqual({ files: new Map(objects.map(({ name, manifest }) => [name, toYaml(manifest)])), problems: [] });
  });

  it("for random fleets", async () => {
    const objects = fc.sample(randomFleet, { numRuns: 5, seed: 1 }).flatMap(({ fleet, locks }, index): readonly NamedObject[] =>
      // One run of the engine renders all of them, so each fleet gets its own namespace.
      objectsOf(modelOf(fleet), locks).map(({ name, manifest }) => {
        const metadata = { ...manifest.metadata, namespace: `fleet-${index}-${manifest.metadata.namespace ?? ""}` };
        return { name: `${index}/${name}`, manifest: { ...manifest, metadata } };
      }),
    );
    const { outcomes, back } = await renderByEngine(new Map([["all", objects]]));
    expect(outcomes.get("all")).toMatchObject({ outcome: "succeeded", diagnostics: [] });
    expect(back.get("all")?.problems.map(formatProblem)).toEqual([]);
    expect(back.get("all")?.files).toEqual(new Map(objects.map(({ name, manifest }) => [name, toYaml(manifest)])));
  });
});
