import { existsSync, readdirSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { CHECKOUT, TestProject } from "./project.ts";

describe("two processes at once", () => {
  it("render one after the other, and the tree is whole", async () => {
    const project = new TestProject();
    const expected = project.snapshot();
    const { status } = project.run(["render"]);
    expect(status).toBe(0);
    project.edit("services/cartservice.ts", "max: 10", "max: 12");
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => project.start(["render"]).done));
    expect(outcomes.map((outcome) => outcome.status)).toEqual([0, 0, 0, 0]);
    expect(outcomes.filter(({ stdout }) => stdout.startsWith("rendered")).length).toBe(1);
    expect(project.run(["check"]).status).toBe(0);
    expect(Object.keys(project.snapshot())).toEqual(Object.keys(expected));
    expect(readdirSync(join(project.root, ".fairlead"))).toEqual([".gitignore"]);
  });

  it("a render that is killed at any time leaves the old tree or the new one", async () => {
    const project = new TestProject();
    const old = project.snapshot();
    project.edit("services/cartservice.ts", "max: 10", "max: 12");
    project.edit("services/adservice.ts", "9555", "9556");
    project.run(["render"]);
    const fresh = project.snapshot();
    const specs = ["services/cartservice.ts", "services/adservice.ts"].map((path) => [path, project.read(path)] as const);
    const seen = new Set<string>();
    for (let delay = 60; delay <= 340; delay += 20) {
      project.edit("services/cartservice.ts", "max: 12", "max: 10");
      project.edit("services/adservice.ts", "9556", "9555");
      project.run(["render"]);
      expect(project.snapshot()).toEqual(old);
      for (const [path, text] of specs) project.write(path, text);
      const { kill, done } = project.start(["render"]);
      await sleep(delay);
      kill();
      await done;
      const tree = JSON.stringify(project.snapshot());
      seen.add(tree === JSON.stringify(old) ? "old" : tree === JSON.stringify(fresh) ? "new" : tree);
    }
    expect([...seen].filter((which) => which !== "old" && which !== "new")).toEqual([]);
    expect(project.run(["render"]).status).toBe(0);
    expect(project.snapshot()).toEqual(fresh);
  });
});

describe("the demo", () => {
  it("tells its story, and leaves neither the checkout nor the temporary directory changed", () => {
    const project = new TestProject();
    project.commitAll();
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("fairlead-demo-"));
    const { status, stdout, stderr } = project.run(["demo"]);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").filter((line) => /^\d\. /.test(line))).toEqual([
      "1. Typed specs become manifests",
      "2. staging gets a new version of cartservice: one line of a lock",
      "3. What a reviewer reads",
      "4. Rolling back is git revert",
      "5. A typo does not get through, and all problems come at once",
      "6. Now yours",
    ]);
    expect(stdout.split("\n").filter((line) => line.includes(" -> "))).toEqual([
      "    * cartservice v0.10.5 -> v0.10.6 on staging (2 objects)",
      "    * cartservice v0.10.6 -> v0.10.5 on staging (2 objects)",
    ]);
    expect(project.git("status", "--porcelain")).toBe("");
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("fairlead-demo-"))).toEqual(before);
  });

  it("says so where the project has no cartservice", () => {
    const project = new TestProject();
    renameSync(join(project.root, "stacks/staging.ts"), join(project.root, "gone.ts"));
    expect(project.run(["demo"]).stderr).toBe("error: the demo tells its story with cartservice on staging, and this project has none\n");
  });
});

it("npx finds the command in this checkout", () => {
  expect(existsSync(join(CHECKOUT, "node_modules/.bin/fairlead"))).toBe(true);
});

it("a fleet whose services import each other in a chain of a thousand loads", () => {
  const project = new TestProject();
  const lines: string[] = [];
  for (let index = 0; index < 1000; index += 1) {
    const next = index + 1 < 1000 ? `link${index + 1}` : undefined;
    const call = next === undefined ? "" : `calls: () => ({ next: ${next}.endpoint("http") }), `;
    project.write(
      `services/link${index}.ts`,
      `import { defineService } from "fairlead";\n${next === undefined ? "" : `import ${next} from "./${next}.ts";\n`}export default defineService("link${index}", { owner: "a@example.com", image: "example.com/link", ports: { http: { port: 8080, protocol: "http" } }, ${call}});\n`,
    );
    lines.push(`link${index}: {tag: v1}\n`);
  }
  project.write("pulumi-gen/latest/versions.yaml", `${project.read("pulumi-gen/latest/versions.yaml")}${lines.join("")}`);
  const { status, stderr } = project.run(["render", "--stack", "latest"]);
  expect([status, stderr]).toEqual([0, ""]);
});
