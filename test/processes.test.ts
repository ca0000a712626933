import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { CHECKOUT, recordCart, type Started, TestProject } from "./project.ts";
import { temporaryDirectory } from "./temporary-directory.ts";
import { leftIn } from "./left-in-scratch.ts";

/**
 * Kills a command many times around the moment at which it writes. Adjusts the moment after each kill.
 * @param start starts the command with something to write
 * @param look describes the files after the kill; `old` if the command has not written
 * @returns all descriptions
 */
async function killAround(start: () => Started, look: () => string): Promise<readonly string[]> {
  const whole = start();
  const begin = performance.now();
  await whole.done;
  let moment = performance.now() - begin;
  const seen = new Set<string>();
  for (let round = 0; round < 16 || seen.size < 2; round += 1) {
    const { kill, done } = start();
    await sleep(moment);
    kill();
    await done;
    const found = look();
    seen.add(found);
    moment *= found === "old" ? 1.1 : 0.85;
  }
  return [...seen].sort();
}

/** Describes a tree: `old`, `new`, or its files. */
function whichTree(project: TestProject, old: object, fresh: object): string {
  const tree = JSON.stringify(project.snapshot());
  return tree === JSON.stringify(old) ? "old" : tree === JSON.stringify(fresh) ? "new" : tree;
}

describe("two processes at once", () => {
  it("render one after the other, and the tree is complete", async () => {
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
    expect(leftIn(join(project.root, ".fairlead"))).toEqual([]);
  });

  it("a render that is killed at any moment leaves the old tree or the new one", { timeout: 180_000 }, async () => {
    const project = new TestProject();
    project.commitAll();
    const old = project.snapshot();
    project.edit("services/cartservice.ts", "max: 10", "max: 12");
    project.edit("services/adservice.ts", "9555", "9556");
    project.run(["render"]);
    const fresh = project.snapshot();
    const start = (): Started => {
      project.git("checkout", "--quiet", "--", "pulumi-gen");
      project.git("clean", "--quiet", "-d", "--force", "pulumi-gen");
      expect(project.snapshot()).toEqual(old);
      return project.start(["render"]);
    };
    expect(await killAround(start, () => whichTree(project, old, fresh))).toEqual(["new", "old"]);
    expect(project.run(["render"]).status).toBe(0);
    expect(project.snapshot()).toEqual(fresh);
  });
});

describe("up", () => {
  it("that is killed at any moment leaves the old state or the new one; the next run completes it", { timeout: 180_000 }, async () => {
    const project = new TestProject();
    project.commitAll();
    const old = project.snapshot();
    recordCart(project, "v0.10.7", 2_000_000_000_000);
    const recorded = project.snapshot("releases");
    project.run(["up"]);
    const fresh = project.snapshot();
    const start = (): Started => {
      project.git("checkout", "--quiet", "--", "pulumi-gen");
      return project.start(["up"]);
    };
    const look = (): string => {
      const tree = whichTree(project, old, fresh);
      expect(project.run(["up"])).toMatchObject({ status: 0, stderr: "" });
      expect(project.snapshot()).toEqual(fresh);
      return tree;
    };
    expect(await killAround(start, look)).toEqual(["new", "old"]);
    expect(project.snapshot("releases")).toEqual(recorded);
  });
});

describe("the demo", () => {
  it("shows all its steps, and changes neither the checkout nor the temporary directory", () => {
    const project = new TestProject();
    project.commitAll();
    const temporary = temporaryDirectory();
    const { status, stdout, stderr } = project.run(["demo"], {
      env: { TMPDIR: temporary },
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").filter((line) => /^\d\. /.test(line))).toEqual([
      "1. Typed specs and recorded releases become manifests",
      "2. The CI of cartservice builds an image and records the release",
      "3. plan shows the release that each stack should run",
      "4. up moves the stacks, and diff shows the change to a reviewer",
      "5. git revert rolls back",
      "6. The rollback stays: the next run names who did it, and holds the service",
      "7. The Redis of prod gets TLS: preview shows what the cloud would lose",
      "8. A typo is refused, and all problems are shown at once",
      "9. Your turn",
    ]);
    expect(stdout).toContain("  $ fairlead release record cartservice \\\n      --image us-central1-docker");
    const stacks = "on latest, prod-europe-west1, prod-us-central1 and staging";
    expect(stdout.split("\n").filter((line) => line.includes(" cartservice v0") || line.includes("  cartservice  "))).toEqual([
      expect.stringMatching(/^ {4}recorded cartservice v0\.10\.6 as 0000001002-b5c29ddb3238 in file:releases$/),
      `    advance  cartservice  v0.10.5 -> v0.10.6  ${stacks}`,
      `    advance  cartservice  v0.10.5 -> v0.10.6  ${stacks}`,
      `    * cartservice v0.10.5 -> v0.10.6 ${stacks} (8 objects)`,
      `    * cartservice v0.10.6 -> v0.10.5 ${stacks} (8 objects)`,
      "    held  cartservice  v0.10.5  on latest and staging",
      "    held  cartservice  v0.10.5  on prod-europe-west1 and prod-us-central1",
    ]);
    expect(project.git("status", "--porcelain")).toBe("");
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("refuses a project without cartservice", () => {
    const project = new TestProject();
    renameSync(join(project.root, "stacks/staging.ts"), join(project.root, "gone.ts"));
    expect(project.run(["demo"]).stderr).toBe("error: the demo needs cartservice on staging, and this project does not have it\n");
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
  // The quota of the sample is too small for a thousand services.
  project.edit("stacks/latest.ts", /^ {2}quota: \{[^}]*\},\n/m, "");
  const { status, stderr } = project.run(["render", "--stack", "latest"]);
  expect([status, stderr]).toEqual([0, ""]);
});
