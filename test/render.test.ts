import { mkdirSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";
import { SAMPLE } from "./sample-size.ts";

const UP_TO_DATE = `up to date: ${SAMPLE.files} files in 4 stacks match the specs\n`;

describe("render", () => {
  it("writes nothing on a fresh clone", () => {
    const project = new TestProject();
    project.commitAll();
    const { status, stdout } = project.run(["render"]);
    expect([status, stdout.replace(/\d\.\d\d/, "0.00")]).toEqual([
      0,
      `up to date: ${SAMPLE.files} files in 4 stacks, nothing written (0.00 s)\n`,
    ]);
    expect(project.git("status", "--porcelain")).toBe("");
  });

  it("renders the services of each lock", () => {
    const project = new TestProject();
    project.run(["render"]);
    const services = Object.fromEntries(
      ["latest", "staging", "prod-us-central1", "prod-europe-west1"].map((stack) => [
        stack,
        readdirSync(join(project.root, "pulumi-gen", stack, "services")).length,
      ]),
    );
    expect(services).toEqual(Object.fromEntries(Object.keys(services).map((stack) => [stack, SAMPLE.servicesOn(stack)])));
  });

  it("gives equal bytes from nothing, with another directory, time zone, language, umask and file order", () => {
    const project = new TestProject();
    const committed = project.snapshot();
    for (const directory of ["services", "stacks"]) {
      // A file system may list files that were created in reverse order in another order.
      const names = readdirSync(join(project.root, directory)).sort().reverse();
      renameSync(join(project.root, directory), join(project.root, "aside"));
      mkdirSync(join(project.root, directory));
      for (const name of names) renameSync(join(project.root, "aside", name), join(project.root, directory, name));
    }
    for (const [path] of Object.entries(committed)) {
      // The locks are input, and only the engine renders components.
      if (!path.endsWith("versions.yaml") && !/collector|dashboards/.test(path))
        renameSync(join(project.root, "pulumi-gen", path), join(project.root, "gone.yaml"));
    }
    const umask = process.umask(0o077);
    const { status } = project.run(["render"], { env: { TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" } });
    process.umask(umask);
    expect(status).toBe(0);
    expect(project.snapshot()).toEqual(committed);
  });

  it("renders every shape that a spec can express", () => {
    const project = new TestProject("test/every-shape");
    expect(project.run(["render"]).status).toBe(0);
    expect(project.run(["check"]).stdout).toMatch(/^up to date: \d+ files in 4 stacks match the specs\n$/);
    const kinds = new Set(Object.keys(project.snapshot()).map((path) => path.split("/").at(-1)?.split("-")[0]));
    expect(["cronjob", "job", "httproute", "externalsecret", "persistentvolumeclaim"].filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it("works from a directory inside the project", () => {
    const project = new TestProject();
    expect(project.run(["check"], { cwd: join(project.root, "services") }).stdout).toBe(UP_TO_DATE);
  });

  it("writes one service on one stack and no other file", () => {
    const project = new TestProject();
    const before = project.snapshot();
    project.edit("services/cartservice.ts", "max: 10", "max: 12");
    const { status } = project.run(["render", "--stack", "staging", "--service", "cartservice"]);
    const after = project.snapshot();
    expect(status).toBe(0);
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual([
      "staging/services/cartservice/horizontalpodautoscaler-cartservice.yaml",
    ]);
  });

  it("changes two files for a new image, beside the lock", () => {
    const project = new TestProject();
    const before = project.snapshot();
    project.edit("pulumi-gen/staging/versions.yaml", /^(adservice:(?:\n .*)*)v0\.10\.6/m, "$1v0.10.7");
    project.run(["render"]);
    const after = project.snapshot();
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual([
      "staging/applications/adservice.yaml",
      "staging/services/adservice/deployment-adservice.yaml",
      "staging/versions.yaml",
    ]);
  });

  it("removes every file and lock line of a service whose spec is gone", () => {
    const project = new TestProject();
    project.git("init", "--quiet");
    renameSync(join(project.root, "services/loadgenerator.ts"), join(project.root, "gone.ts"));
    for (const stack of ["staging", "prod-us-central1", "prod-europe-west1"]) {
      project.edit(`stacks/${stack}.ts`, 'import loadgenerator from "../services/loadgenerator.ts";\n', "");
      project.edit(`stacks/${stack}.ts`, ".except(loadgenerator)", "");
    }
    expect(project.run(["render"]).status).toBe(0);
    expect(Object.keys(project.snapshot()).filter((path) => path.includes("loadgenerator"))).toEqual([]);
    expect(project.read("pulumi-gen/latest/versions.yaml").includes("loadgenerator")).toBe(false);
  });
});

describe("a stack whose spec is gone", () => {
  it("is named by plan, service by service, and its files are removed by up", () => {
    const project = new TestProject();
    project.commitAll();
    project.remove("stacks/staging.ts");
    const { stdout } = project.run(["plan"]);
    // The deletions come first.
    expect(stdout).toMatch(/^deletes: stack staging goes: \d+ files of adservice, /);
    expect(stdout).toMatch(/^removed {2}adservice {14}v0\.10\.6 {2}on staging.*\n {9}the stack is not declared any more\n/m);
    expect(stdout).toMatch(
      `${SAMPLE.services} services on 4 stacks: ${SAMPLE.servicesOn("staging")} removed, ${SAMPLE.entries - SAMPLE.servicesOn("staging")} keep`,
    );
    expect(project.run(["plan", "--stack", "latest"]).stdout).toMatch(
      `${SAMPLE.services} services on 1 stack: ${SAMPLE.servicesOn("latest")} keep`,
    );
    expect(project.run(["up"]).status).toBe(0);
    expect(Object.keys(project.snapshot()).filter((path) => path.startsWith("staging/"))).toEqual([]);
  });
});

describe("check", () => {
  it("exits 0 on the committed tree", () => {
    const { status, stdout, stderr } = new TestProject().run(["check"]);
    expect([status, stdout, stderr.split(";")[0]]).toEqual([
      0,
      UP_TO_DATE,
      "note: 2 components are only compared with the hashes in pulumi-gen/: staging/collector, staging/dashboards",
    ]);
  });

  it.each<readonly [string, (project: TestProject) => void, string]>([
    [
      "a byte of a generated file",
      (project) => project.edit("pulumi-gen/latest/services/frontend/service-frontend.yaml", "port: 80\n", "port: 81\n"),
      "pulumi-gen/latest/services/frontend/service-frontend.yaml:17: differs from the specs (not committed)\n  -       port: 81\n  +       port: 80\n1 file does not match the specs\nhint: npx fairlead render\n",
    ],
    ["a spec", (project) => project.edit("services/adservice.ts", "9555", "9556"), ""],
    [
      "a stray file",
      (project) => project.write("pulumi-gen/latest/services/frontend/extra.yaml", "kind: Extra\n"),
      "pulumi-gen/latest/services/frontend/extra.yaml: is not generated by any spec (not committed)\n1 file does not match the specs\nhint: npx fairlead render\n",
    ],
    [
      "a stray link",
      (project) => symlinkSync("/", join(project.root, "pulumi-gen/root")),
      "pulumi-gen/root: is not generated by any spec (not committed)\n1 file does not match the specs\nhint: npx fairlead render\n",
    ],
    [
      "a removed file",
      (project) => renameSync(join(project.root, "pulumi-gen/argocd/app-project-staging.yaml"), join(project.root, "gone.yaml")),
      "pulumi-gen/argocd/app-project-staging.yaml: is missing\n1 file does not match the specs\nhint: npx fairlead render\n",
    ],
  ])("exits 1 and names the file after %s changes", (_title, change, expected) => {
    const project = new TestProject();
    project.commitAll();
    change(project);
    const { status, stdout } = project.run(["check"]);
    expect(status).toBe(1);
    if (expected !== "") expect(stdout).toBe(expected);
    else expect(stdout.split("\n").filter((line) => line.startsWith("pulumi-gen/")).length).toBeGreaterThan(3);
    expect(project.run(["render"]).status).toBe(0);
    expect(project.run(["check"]).stdout).toBe(UP_TO_DATE);
  });

  it("says who committed an edit by hand", () => {
    const project = new TestProject();
    project.commitAll();
    project.edit("pulumi-gen/staging/platform/namespace-boutique.yaml", "env: staging", "env: production");
    project.git("commit", "--quiet", "--all", "--message", "Quick fix");
    const { stdout } = project.run(["check", "--json"]);
    const commit = project.git("rev-parse", "--short", "HEAD").trim();
    const { findings }: { findings: readonly unknown[] } = JSON.parse(stdout);
    expect(findings).toEqual([
      {
        file: "pulumi-gen/staging/platform/namespace-boutique.yaml",
        what: "stale",
        line: 10,
        found: "    env: production",
        expected: "    env: staging",
        who: `Ada Lovelace in ${commit} on ${new Date().toISOString().slice(0, 10)}`,
      },
    ]);
  });
});
