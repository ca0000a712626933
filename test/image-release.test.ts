import { expect, it } from "vitest";
import { lockLine, type Outcome, TestProject } from "./project.ts";
import { SAMPLE } from "./sample-size.ts";

const STACKS = ["latest", "staging", "prod-us-central1", "prod-europe-west1"] as const;

/** Returns the sample fleet in git, with an envoy in front of cartservice. The datastore is outside of the history. */
function withEnvoy(): TestProject {
  const project = new TestProject();
  project.edit("fairlead.config.ts", "  repository:", `  datastore: "file:.git/releases",\n  repository:`);
  project.commitAll();
  project.move("releases", ".git/releases");
  project.write(
    "services/envoy.ts",
    `import { defineImage } from "fairlead";\nexport default defineImage("envoy", { owner: "platform@example.com", image: "docker.io/envoyproxy/envoy" });\n`,
  );
  project.edit("services/cartservice.ts", `from "fairlead";`, `from "fairlead";\nimport envoy from "./envoy.ts";`);
  project.edit("services/cartservice.ts", "  scale:", `  sidecars: { proxy: { image: envoy, args: ["--log-level", "warn"] } },\n  scale:`);
  return project;
}

const recordEnvoy = (project: TestProject, tag: string, build: number): Outcome =>
  project.run(
    `release record envoy --image docker.io/envoyproxy/envoy --tag ${tag} --upstream --digest sha256:${String(build).padStart(64, "0")} --run ${build}`.split(
      " ",
    ),
  );

/** Returns the lines of `plan` about envoy, and its last line. */
const planned = (project: TestProject): readonly string[] =>
  project
    .run(["plan"])
    .stdout.replace(/ \(\d.*/g, "")
    .trimEnd()
    .split("\n")
    .filter((line, index, lines) => /envoy|v1\.3\d/.test(line) || index === lines.length - 1);

const MISSING = STACKS.toSorted().map(
  (stack) => `pulumi-gen/${stack}/versions.yaml: envoy: is missing: services of the stack use the image, but no version of it is locked`,
);

it("a released image is recorded, planned, taken, rolled back and held like those of a service", () => {
  const project = withEnvoy();
  const before = project.snapshot();
  for (const command of ["render", "check"]) {
    const { status, stderr } = project.run([command]);
    expect([command, status, stderr.split("\n").filter((line) => line.includes("envoy:"))]).toEqual([command, 3, MISSING]);
  }
  for (const command of ["plan", "up"]) {
    const { status, stdout } = project.run([command]);
    expect([command, status, stdout]).toEqual([command, 3, expect.stringMatching(new RegExp(`8 invalid, ${SAMPLE.entries - 4} keep`))]);
  }
  expect(project.snapshot()).toEqual(before);
  expect(project.run(["plan"]).stdout).toContain("channel main has no release of the image");

  expect(recordEnvoy(project, "v1.34.1", 1).stderr).toBe("");
  expect(planned(project)).toEqual([
    "new  envoy  v1.34.1  on latest, prod-europe-west1, prod-us-central1 and staging",
    "     channel main names v1.34.1",
    `${SAMPLE.services} services and 1 image on 4 stacks: 4 new, ${SAMPLE.entries} keep`,
  ]);
  expect(project.run(["up"]).status).toBe(0);
  expect(project.run(["check"]).status).toBe(0);
  expect(project.exists("pulumi-gen/latest/services/envoy")).toBe(false);
  expect(project.exists("pulumi-gen/latest/applications/envoy.yaml")).toBe(false);
  project.commitAll("envoy v1.34.1");

  recordEnvoy(project, "v1.35.0", 2);
  expect(project.run(["up"]).status).toBe(0);
  expect(project.git("diff", "--name-only").trim().split("\n")).toEqual(
    STACKS.toSorted().flatMap((stack) => [
      `pulumi-gen/${stack}/applications/cartservice.yaml`,
      `pulumi-gen/${stack}/services/cartservice/deployment-cartservice.yaml`,
      `pulumi-gen/${stack}/versions.yaml`,
    ]),
  );
  expect(
    project
      .git("diff", "--unified=0")
      .match(/^[-+](?![-+]).*/gm)
      ?.every((line) => /envoy|^[-+] {2}(?:digest|release|seq|tag): /.test(line)),
  ).toBe(true);
  expect(project.run(["diff", "HEAD", "pulumi-gen"]).stdout).toContain("envoy");
  project.commitAll("envoy v1.35.0");

  project.git("revert", "--no-edit", "HEAD");
  expect(project.run(["check"]).status).toBe(0);
  expect(planned(project)).toEqual([
    "held  envoy  v1.34.1  on latest and staging",
    expect.stringContaining("v1.35.0 was rolled back by Ada Lovelace"),
    expect.stringContaining("hint: a release newer than v1.35.0 lifts it; now: npx fairlead resume latest/envoy staging/envoy"),
    "held  envoy  v1.34.1  on prod-europe-west1 and prod-us-central1",
    expect.stringContaining("v1.35.0 was rolled back by Ada Lovelace"),
    expect.stringContaining("hint: npx fairlead resume prod-europe-west1/envoy prod-us-central1/envoy"),
    `${SAMPLE.services} services and 1 image on 4 stacks: 4 held, ${SAMPLE.entries} keep`,
  ]);
  expect(project.run(["up"]).status).toBe(0);
  expect(lockLine(project, "latest", "envoy")).toContain("hold: {");
  project.commitAll("Hold");

  // Both files of its user follow.
  expect(project.run(["resume", "latest/envoy"]).status).toBe(0);
  expect(project.run(["check"]).status).toBe(0);
  expect(lockLine(project, "latest", "envoy")).toContain("v1.35.0");
  expect(lockLine(project, "prod-us-central1", "envoy")).toContain("v1.34.1");
  project.commitAll("Resume");
  recordEnvoy(project, "v1.36.0", 3);
  expect(project.run(["up", "--service", "envoy", "--stack", "latest"]).status).toBe(0);
  expect(project.run(["check"]).status).toBe(0);
  expect(project.run(["release", "verify"]).status).toBe(0);
  expect(project.run(["explain", "latest/envoy", "image"]).stderr).toContain(
    "npx fairlead explain latest/cartservice sidecars.proxy.image",
  );
  expect(project.run(["explain", "latest/cartservice", "initContainers.0.image"]).status).toBe(3);

  project.edit("services/cartservice.ts", /  sidecars:.*\n/, "");
  expect(planned(project)).toEqual([
    "! rollback: envoy on prod-europe-west1, prod-us-central1 and staging: loses the hold of Ada Lovelace on v1.35.0 with its entry (lock)",
    "removed  envoy  v1.36.0  on latest",
    "removed  envoy  v1.34.1  on prod-europe-west1, prod-us-central1 and staging",
    expect.anything(),
  ]);
});
