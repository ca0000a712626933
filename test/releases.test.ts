import { describe, expect, it } from "vitest";
import { CART, lockEntry, lockLine, recordCart, recordFacts, TestProject } from "./project.ts";
import { SAMPLE } from "./sample-size.ts";

const POINTER = "releases/channels/main/cartservice.json";

/** Makes a project that is committed to a repository. */
function project(): TestProject {
  const made = new TestProject();
  made.commitAll();
  return made;
}

const parse = (stdout: string): { readonly [key: string]: unknown } => JSON.parse(stdout);

/** Adds a service with a release to every stack. */
function addHello(made: TestProject): void {
  made.write(
    "services/hello.ts",
    made
      .read("services/adservice.ts")
      .replaceAll("adservice", "hello")
      .replace(/image: ".*"/, `image: "${CART}"`),
  );
  const [, ...facts] = recordFacts("v1", 7);
  expect(made.run(["release", "record", "hello", ...facts]).status).toBe(0);
}

describe("a broken object", () => {
  const large = JSON.stringify({ schema: 1, padding: "x".repeat(70_000) });
  it.each<readonly [string, (made: TestProject) => void, RegExp]>([
    [
      "a truncated pointer",
      (made) => made.write(POINTER, made.read(POINTER).slice(0, 200)),
      /^channels\/main\/cartservice\.json is not JSON: /,
    ],
    ["an empty pointer", (made) => made.write(POINTER, ""), /^channels\/main\/cartservice\.json is empty$/],
    ["a pointer that is too large", (made) => made.write(POINTER, large), /^channels\/main\/cartservice\.json is larger than 8192 bytes$/],
    [
      "a pointer of a newer schema",
      (made) => made.edit(POINTER, '"schema": 1', '"schema": 2'),
      /^channels\/main\/cartservice\.json has the schema version 2; a newer Fairlead can read it$/,
    ],
    [
      "a pointer without its digest",
      (made) => made.edit(POINTER, /"digest".*\n/, ""),
      /^channels\/main\/cartservice\.json digest missing: a string is required$/,
    ],
    [
      "a missing record",
      (made) => made.remove("releases/releases/cartservice"),
      /^releases\/cartservice\/\d{13}-[0-9a-f]{12}\.json is missing, though its channel names it$/,
    ],
    [
      "a changed record",
      (made) => made.editAll("releases/releases/cartservice", /"digest": "sha256:../, '"digest": "sha256:ff'),
      /^releases\/cartservice\/\d{13}-[0-9a-f]{12}\.json was changed: its build and digest give the id \d{13}-ff/,
    ],
    [
      "a record with another tag",
      (made) => made.editAll("releases/releases/cartservice", /"tag": "v0\.10\.7"/, '"tag": "v0.10.8"'),
      /^channels\/main\/cartservice\.json has the tag v0\.10\.7; its release \d{13}-[0-9a-f]{12} has v0\.10\.8$/,
    ],
  ])("keeps its service, and only its service, at its version: %s", (_title, spoil, reason) => {
    const made = project();
    recordCart(made, "v0.10.7", 2_000_000_000_000);
    // Another service is new.
    addHello(made);
    spoil(made);
    const line = lockLine(made, "latest");
    const { status, stdout } = made.run(["up", "--json", "--overwrite"]);
    const { decisions, outcomes } = parse(stdout) as {
      decisions: { stack: string; service: string; outcome: string; reason: string }[];
      outcomes: unknown;
    };
    expect(outcomes).toEqual({ invalid: 4, new: 4, keep: SAMPLE.entries - 4 });
    for (const { reason: found } of decisions.filter(({ outcome }) => outcome === "invalid")) expect(found).toMatch(reason);
    expect(status).toBe(3);
    expect(lockLine(made, "latest")).toBe(line);
    expect(lockLine(made, "staging", "hello")).toMatch("tag: v1");
    expect(made.run(["release", "verify"]).status).toBe(1);
  });
});

describe("up", () => {
  it("changes the lock entry, the workload and the Application, and a second run changes nothing", () => {
    const made = project();
    recordCart(made, "v0.10.7", 2_000_000_000_000);
    expect(made.run(["up", "--stack", "staging"]).status).toBe(0);
    expect(
      made
        .git("status", "--porcelain", "pulumi-gen")
        .split("\n")
        .map((line) => line.slice(3)),
    ).toEqual([
      "pulumi-gen/staging/applications/cartservice.yaml",
      "pulumi-gen/staging/services/cartservice/deployment-cartservice.yaml",
      "pulumi-gen/staging/versions.yaml",
      "",
    ]);
    const after = made.snapshot();
    expect(made.run(["up", "--stack", "staging"]).stdout).toMatch(/nothing written/);
    expect(made.snapshot()).toEqual(after);
  });

  it("with --service moves that service only", () => {
    const made = project();
    recordCart(made, "v0.10.7", 2_000_000_000_000);
    made.edit("pulumi-gen/latest/versions.yaml", lockEntry("adservice"), "adservice: {tag: v0.10.5}\n");
    expect(made.run(["up", "--service", "cartservice"]).status).toBe(0);
    expect(lockLine(made, "latest", "adservice")).toMatch(/^adservice: \{channel: main, image: \S+, tag: v0\.10\.5\}$/);
    expect(lockLine(made, "latest")).toMatch("v0.10.7");
  });

  it("skips a service without a release, and exits 3", () => {
    const made = project();
    made.write("services/hello.ts", made.read("services/adservice.ts").replaceAll("adservice", "hello"));
    recordCart(made, "v0.10.7", 2_000_000_000_000);
    const { status, stdout } = made.run(["up"]);
    expect([status, stdout.split("\n").slice(0, 3)]).toEqual([
      3,
      [
        "invalid  hello        (no version)        on latest, prod-europe-west1, prod-us-central1 and staging",
        "         channel main has no release of the service",
        "         hint: npx fairlead release record hello --channel main ...",
      ],
    ]);
    expect(lockLine(made, "staging")).toMatch("v0.10.7");
  });

  it("removes a service that a stack no longer runs, and adds a new one", () => {
    const made = project();
    made.edit("stacks/latest.ts", /^import .*\n/m, '$&import loadgenerator from "../services/loadgenerator.ts";\n');
    made.edit("stacks/latest.ts", "services: allServices", "services: allServices.except(loadgenerator)");
    addHello(made);
    const { status, stdout } = made.run(["up"]);
    expect([status, stdout.split("\n").slice(0, 4)]).toEqual([
      0,
      [
        "removed  loadgenerator  v0.10.6  on latest",
        "         the stack does not run it any more",
        "new      hello          v1       on latest, prod-europe-west1, prod-us-central1 and staging",
        "         channel main names v1",
      ],
    ]);
    expect(lockLine(made, "latest", "loadgenerator")).toBe("");
    expect(lockLine(made, "staging", "hello")).toMatch("v1");
  });

  it.each<readonly [what: string, first: string, second: string]>([
    ["takes a change of a spec back", "HOST", ""],
    ["changes a spec twice", "HOST", "PLACE"],
  ])("writes over the files of its own last run: %s", (_what, first, second) => {
    const made = project();
    const file = "services/adservice.ts";
    const spec = made.read(file);
    for (const variable of [first, second]) {
      made.write(file, variable === "" ? spec : spec.replace("PORT: ports.grpc", `$&, ${variable}: "a"`));
      expect(made.run(["up"])).toMatchObject({ status: 0 });
      expect(made.run(["check"])).toMatchObject({ status: 0 });
    }
  });

  it("refuses to overwrite an uncommitted edit by hand, except with --overwrite", () => {
    const made = project();
    const file = "pulumi-gen/staging/services/cartservice/service-cartservice.yaml";
    made.edit(file, "port: 7070", "port: 7071");
    const { status, stderr } = made.run(["up"]);
    expect([status, stderr.split("\n").slice(0, 2)]).toEqual([
      1,
      [`${file}: is not committed, and differs from the specs`, "error: 1 file edited by hand would be overwritten"],
    ]);
    expect(made.read(file)).toMatch("port: 7071");
    expect(made.run(["up", "--overwrite"]).status).toBe(0);
    expect(made.read(file)).not.toMatch("port: 7071");
  });

  it("refuses an empty datastore as a wrong address", () => {
    const made = project();
    for (const command of ["plan", "up"]) {
      expect(made.run([command, "--datastore", "file:nowhere"])).toMatchObject({
        status: 3,
        stderr: expect.stringContaining(`error: file:nowhere has no channel main, but ${SAMPLE.released} lock entries came from one\n`),
      });
    }
  });

  it("notes outside of a repository that rollbacks cannot be seen", () => {
    const made = new TestProject();
    expect(made.run(["plan"])).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/is not in a git repository, so Fairlead cannot see rollbacks/),
    });
  });
});
