import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { TestProject } from "../project.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { HAS_ENGINE } from "./engine.ts";
import { leftIn } from "../left-in-scratch.ts";

// PATH is split at colons, and Pulumi's SDK reads a backslash as a slash.
it.skipIf(!HAS_ENGINE).each(["a:b", "c\\d", "e f?g%#'h"])(
  "a project below a directory %j is rendered by the engine, and nothing is left",
  { timeout: 120_000 },
  (directory) => {
    const project = new TestProject().nested(directory);
    project.edit("components/dashboards.ts", "const values", 'console.log("rendered");\n  const values');
    project.edit("services/adservice.ts", /(?<=memory: )"\w+"/, '"190Mi"');
    const temporary = temporaryDirectory();
    const { status, stdout, stderr } = project.run(["up", "--stack", "staging"], { env: { FAIRLEAD_ENGINE: "pulumi", TMPDIR: temporary } });
    expect([status, stderr.split("\n").at(-2), stdout.split("\n").filter((line) => /failed/.test(line))]).toEqual([
      0,
      "staging: rendered",
      [],
    ]);
    expect(project.read("pulumi-gen/staging/services/adservice/deployment-adservice.yaml")).toMatch("190Mi");
    const left = readdirSync(temporary).filter((name) => name !== "node-compile-cache");
    expect([leftIn(join(project.root, ".fairlead")), left]).toEqual([[], []]);
  },
);
