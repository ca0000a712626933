import { mkdirSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyDirectory, FLAGS, runInit as run } from "./empty-directory.ts";
import { CHECKOUT, TestProject } from "./project.ts";

const MADE = [
  ".gitattributes",
  ".github/workflows/deploy.yml",
  ".github/workflows/drift.yml",
  ".github/workflows/gen.yml",
  ".github/workflows/preview.yml",
  ".github/workflows/report.yml",
  ".github/workflows/rollback.yml",
  ".gitignore",
  "README.md",
  "fairlead.config.ts",
  "package.json",
  "pulumi-gen/latest/versions.yaml",
  "services/hello.ts",
  "stacks/latest.ts",
  "tsconfig.json",
];

describe("fairlead init", () => {
  it("makes a repository whose manifests are up to date, and names the next steps", () => {
    const project = emptyDirectory();
    const { status, stdout } = run(project, "init", ...FLAGS, "--json");
    const manifests = Object.keys(project.snapshot()).filter((path) => !path.endsWith("versions.yaml")).length;
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { created: MADE, completed: [], kept: [], manifests }]);
    expect(run(project, "check").status).toBe(0);
    expect(run(project, "plan").stdout).toMatch(/^1 service on 1 stack: 1 keep/);
    expect(project.read("fairlead.config.ts")).toMatch('name: "shop"');
    expect(project.read("pulumi-gen/argocd/application-latest.yaml")).toMatch("repoURL: https://github.com/acme/shop-ops.git");
  });

  it("makes the directory that it is given, and begins the next steps there", () => {
    const project = emptyDirectory();
    const { status, stdout } = run(project, "init", "deep/ops", ...FLAGS);
    expect([status, stdout.split("\n").slice(-8, -5)]).toEqual([0, ["next:", "  cd deep/ops", "  npm install"]]);
    expect(readdirSync(project.root)).toEqual(["deep"]);
  });

  it("takes the values of its flags", () => {
    const project = emptyDirectory();
    const place = ["--name", "store", "--branch", "trunk", "--stack", "staging", "--tier", "staging", "--region", "europe-west1"];
    const service = ["--project", "acme-staging", "--service", "cart", "--image", `ghcr.io/acme/cart:1.4.2@sha256:${"a".repeat(64)}`];
    expect(run(project, "init", ...FLAGS, ...place, ...service).status).toBe(0);
    expect(project.read("fairlead.config.ts")).toMatch(/name: "store",[^]*branch: "trunk"/);
    expect(project.read("stacks/staging.ts")).toMatch(/tier: "staging",\n {2}region: "europe-west1",\n {2}project: "acme-staging"/);
    expect(project.read("services/cart.ts")).toMatch('image: "ghcr.io/acme/cart"');
    expect(project.read("pulumi-gen/staging/versions.yaml")).toMatch(/cart.*1\.4\.2/s);
  });

  it("does what examples/minimal shows", () => {
    const project = emptyDirectory();
    run(project, "init", "--repository", "https://github.com/example/shop-ops.git", "--owner", "web@example.com");
    const example = new TestProject(undefined, join(CHECKOUT, "examples/minimal"));
    project.edit("package.json", /"fairlead": ".*"/, '"fairlead": "file:../.."');
    for (const directory of ["", "pulumi-gen", "services", "stacks", ".github/workflows"])
      expect(filesIn(project, directory)).toEqual(filesIn(example, directory));
    expect(project.snapshot()).toEqual(example.snapshot());
  });

  it.each<readonly [title: string, args: readonly string[], problems: readonly string[]]>([
    [
      "nothing is given",
      [],
      [
        "--repository: is missing: the address that Argo CD clones, such as https://github.com/acme/shop-ops.git",
        "--owner: is missing: the email address of the first service's owner, such as web@example.com",
      ],
    ],
    [
      "several values are malformed",
      ["--repository", "acme", "--name", "Shop", "--branch", "a..b", "--stack", "La Test", "--service", "platform", "--owner", "a@b.co"],
      [
        '--repository: "acme" is not the address of a git repository',
        '--branch: "a..b" is not the name of a branch',
        '--name: "Shop" is not a DNS label',
        '--stack: "La Test" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
        '--service: "platform" is reserved for Fairlead\'s own layout',
      ],
    ],
  ])("names every problem and writes nothing if %s", (_title, args, problems) => {
    const project = emptyDirectory();
    const { status, stderr } = run(project, "init", ...args, ...(args.length === 0 ? ["--name", "shop"] : []));
    expect([status, stderr.split("\n").slice(0, problems.length)]).toEqual([2, problems]);
    expect(readdirSync(project.root)).toEqual([]);
  });
});

describe("fairlead init in a directory that has files", () => {
  it("changes nothing if nothing is missing", () => {
    const project = emptyDirectory();
    run(project, "init", ...FLAGS);
    const before = project.snapshot(".");
    const { status, stdout } = run(project, "init", ...FLAGS);
    expect([status, stdout.split("\n")[0]]).toEqual([0, `nothing is missing in ${project.root}`]);
    expect(project.snapshot(".")).toEqual(before);
  });

  it("names the flags that it does not use", () => {
    const project = emptyDirectory();
    run(project, "init", ...FLAGS);
    const { status, stdout } = run(project, "init", ...FLAGS, "--stack", "other", "--service", "hello", "--branch", "trunk", "--json");
    expect([status, JSON.parse(stdout).unused]).toEqual([0, ["--branch", "--stack"]]);
  });

  it("keeps files, and adds what package.json lacks", () => {
    const project = emptyDirectory();
    project.write("README.md", "# Ours\n");
    project.write("package.json", '{"name":"ours","type":"commonjs","scripts":{"check":"true"},"dependencies":{"fairlead":"file:x.tgz"}}');
    const { status, stdout } = run(project, "init", ...FLAGS, "--json");
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { completed: ["package.json"], kept: ["README.md"] }]);
    expect(project.read("README.md")).toBe("# Ours\n");
    expect(JSON.parse(project.read("package.json"))).toEqual({
      name: "ours",
      private: true,
      type: "commonjs",
      scripts: { up: "npx fairlead up", gen: "npx fairlead render", check: "true" },
      dependencies: { fairlead: "file:x.tgz" },
      devDependencies: { typescript: "6.0.3" },
      optionalDependencies: { node: "24.21.0" },
    });
  });

  it.each(["nowhere", "README.md"])("keeps a link README.md that leads to %s", (target) => {
    const project = emptyDirectory();
    project.link("README.md", target);
    const { status, stdout } = run(project, "init", ...FLAGS, "--json");
    expect([status, JSON.parse(stdout).kept]).toEqual([0, ["README.md"]]);
    expect(readlinkSync(join(project.root, "README.md"))).toBe(target);
  });

  it("writes nothing if package.json is malformed", () => {
    const project = emptyDirectory();
    project.write("package.json", "{");
    const { status, stderr } = run(project, "init", ...FLAGS);
    expect([status, stderr]).toEqual([
      3,
      expect.stringMatching(/^error: package\.json: .* in JSON .*; nothing was written\nhint: fix or remove package\.json\n$/),
    ]);
    expect(readdirSync(project.root)).toEqual(["package.json"]);
  });

  it("adds the rest after an interrupted run", () => {
    const project = emptyDirectory();
    run(project, "init", ...FLAGS);
    // The note of written files grows with each run.
    const files = () => ({ ...project.snapshot("."), ".fairlead/written.txt": "" });
    const complete = files();
    for (const path of ["services", "pulumi-gen", "README.md"]) project.remove(path);
    expect(run(project, "init", ...FLAGS).status).toBe(0);
    expect(files()).toEqual(complete);
  });
});

describe("an empty project", () => {
  const empty = (): TestProject => {
    const project = emptyDirectory();
    project.write("fairlead.config.ts", readFileSync(join(CHECKOUT, "examples/minimal/fairlead.config.ts"), "utf8"));
    return project;
  };

  it.each<readonly [string, readonly (readonly string[])[]]>([
    [
      "a stack, then a service",
      [
        ["new", "stack", "latest"],
        ["new", "service", "hello", "--owner", "web@example.com"],
      ],
    ],
    [
      "a service, then a stack",
      [
        ["new", "service", "hello", "--owner", "web@example.com"],
        ["new", "stack", "latest", "--tier", "latest"],
      ],
    ],
  ])("takes %s, and renders", (_title, commands) => {
    const project = empty();
    expect(commands.map((args) => run(project, ...args).status)).toEqual([0, 0]);
    expect(run(project, "up").status).toBe(0);
    expect(run(project, "check").status).toBe(0);
    expect(project.exists("pulumi-gen/latest/services/hello/deployment-hello.yaml")).toBe(true);
  });

  it("refuses an image that no stack can run", () => {
    const project = empty();
    mkdirSync(join(project.root, "services"));
    const image = `ghcr.io/acme/cart:1.4.2@sha256:${"a".repeat(64)}`;
    const { status, stderr } = run(project, "new", "service", "cart", "--owner", "web@example.com", "--image", image);
    expect([status, stderr]).toEqual([
      2,
      `error: no stack can run ${image}, because the project has no stack yet\nhint: npx fairlead new stack latest --tier latest\n`,
    ]);
    expect(readdirSync(join(project.root, "services"))).toEqual([]);
  });

  it.each<readonly [args: readonly string[], problems: readonly string[]]>([
    [["service", "x", "--owner", "nobody"], ['services/x.ts: owner: "nobody" is not an email address']],
    [
      ["service", "x", "--owner", "nobody", "--cron", "0 25 * * *"],
      ['services/x.ts: owner: "nobody" is not an email address', 'services/x.ts: schedule.cron: "25" is not a valid hour (0 to 23)'],
    ],
    [
      ["stack", "x", "--tier", "latest", "--region", "Zürich", "--project", "a b"],
      ['stacks/x.ts: region: "Zürich" is not a DNS label', 'stacks/x.ts: project: "a b" is not a DNS label'],
    ],
  ])("refuses %j in the words of a project with stacks, and writes nothing", (args, problems) => {
    const project = empty();
    const outcome = run(project, "new", ...args);
    expect(outcome).toEqual(run(new TestProject(), "new", ...args));
    expect([
      outcome.status,
      outcome.stderr.split("\n").filter((line) => line.startsWith(args[0] === "stack" ? "stacks/" : "services/")),
    ]).toEqual([3, problems]);
    expect(readdirSync(project.root, { recursive: true })).toEqual(["fairlead.config.ts"]);
  });

  it("writes no lock for a stack whose file cannot be written", () => {
    const project = empty();
    project.write("stacks", "a file");
    const { status, stderr } = run(project, "new", "stack", "x");
    expect([status, stderr]).toEqual([3, expect.stringContaining("/stacks is not a directory")]);
    expect(readdirSync(project.root)).toEqual(["fairlead.config.ts", "stacks"]);
  });
});

const filesIn = (project: TestProject, directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(project.root, directory), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, project.read(join(directory, name))] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
