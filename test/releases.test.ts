import { describe, expect, it } from "vitest";
import { DIGEST, FOUND, type Reply, withRegistry } from "./releases/fake-registry.ts";
import { lockLine, recordCart, TestProject } from "./project.ts";

const POINTER = "releases/channels/latest/cartservice.json";

/** A project with its repository, and what cartservice's record is called. */
function project(): TestProject {
  const made = new TestProject();
  made.commitAll();
  return made;
}

const parse = (stdout: string): { readonly [key: string]: unknown } => JSON.parse(stdout);

describe("release record", () => {
  it("records a build once, however often it is said", () => {
    const made = project();
    const first = recordCart(made, "v0.10.7", 2_000_000_000_000, "--json");
    expect(parse(first.stdout)).toMatchObject({
      datastore: "file:releases",
      record: "recorded",
      release: { service: "cartservice", tag: "v0.10.7", run: "2000000000000", build: 2_000_000_000_000 },
      channel: { name: "latest", outcome: "moved", pointer: { tag: "v0.10.7", seq: 3 } },
    });
    const before = made.snapshot("releases");
    const again = recordCart(made, "v0.10.7", 2_000_000_000_000, "--json");
    expect({ status: again.status, ...parse(again.stdout) }).toMatchObject({
      status: 0,
      record: "unchanged",
      channel: { outcome: "unchanged" },
    });
    expect(made.snapshot("releases")).toEqual(before);
  });

  it("does not move the channel for an older build that comes late; --to does, on purpose", () => {
    const made = project();
    recordCart(made, "v0.10.8", 2_000_000_000_008);
    const late = recordCart(made, "v0.10.7", 2_000_000_000_007);
    const [first = "", ...rest] = late.stdout.split("\n");
    expect([late.status, first.replace(/as \S+/, "as <id>"), rest[0]]).toEqual([
      0,
      "recorded cartservice v0.10.7 as <id> in file:releases",
      "channel latest stays at v0.10.8: it has named a newer build",
    ]);
    const set = made.run(["release", "set", "cartservice", "--to", "v0.10.7", "--reason", "v0.10.8 loses carts"]);
    expect([set.status, set.stdout.replace(/\(\S+\)/, "(<id>)")]).toEqual([0, "moved: channel latest names cartservice v0.10.7 (<id>)\n"]);
    // What CI says again later does not undo what a person did.
    expect(recordCart(made, "v0.10.8", 2_000_000_000_008).stdout.split("\n")[1]).toMatch(
      /^channel latest stays at v0\.10\.7, where .+ put it: v0\.10\.8 loses carts$/,
    );
    expect(recordCart(made, "v0.10.9", 2_000_000_000_009).stdout).toMatch("channel latest names it");
  });

  it.each<readonly [string, readonly string[], number, string]>([
    ["a tag with a space", ["--tag", "v1 beta"], 2, 'error: tag "v1 beta" is not an image tag'],
    ["a short digest", ["--digest", "sha256:1234"], 2, 'error: digest "sha256:1234" is not "sha256:" and 64 hex digits'],
    [
      "an image with its tag",
      ["--image", "eu.gcr.io/shop/cart:v1"],
      2,
      'error: image "eu.gcr.io/shop/cart:v1" is not an image repository without tag and digest',
    ],
    ["a commit that is a branch", ["--commit", "main"], 2, 'error: commit "main" is not a git commit: 7 to 64 hex digits'],
    ["a time that is none", ["--built-at", "yesterday"], 2, 'error: builtAt "yesterday" is not a time such as 2026-01-31T12:00:00Z'],
    ["a channel with a slash", ["--channel", "../latest"], 2, 'error: channel "../latest" is not a DNS label'],
    [
      "two mistakes",
      ["--tag", "", "--commit", "x"],
      2,
      'error: tag "" is not an image tag; commit "x" is not a git commit: 7 to 64 hex digits',
    ],
    ["another kind of datastore", ["--datastore", "s3://acme"], 2, 'error: "s3://acme" is not the address of a datastore'],
  ])("refuses %s and records nothing", (_title, flags, status, message) => {
    const made = project();
    const before = made.snapshot("releases");
    const facts = new Map([
      ["--image", "eu.gcr.io/shop/cart"],
      ["--tag", "v1"],
      ["--digest", `sha256:${"a".repeat(64)}`],
      ["--commit", "5b3a712"],
      ["--run", "7"],
    ]);
    for (let at = 0; at < flags.length; at += 2) facts.set(flags[at] ?? "", flags[at + 1] ?? "");
    const outcome = made.run(["release", "record", "cartservice", ...[...facts].flat()]);
    expect([outcome.status, outcome.stderr.split("\n")[0]]).toEqual([status, message]);
    expect(made.snapshot("releases")).toEqual(before);
  });

  it("needs no project where the datastore is named, and says so where it is not", () => {
    const made = project();
    const outside = { cwd: "/" };
    const args = ["release", "list", "cartservice"];
    expect(made.run([...args, "--datastore", `file:${made.root}/releases`], outside).stdout).toMatch("v0.10.6");
    expect(
      made.run(args, { ...outside, env: { FAIRLEAD_DATASTORE: `file:${made.root}/releases`, PATH: process.env["PATH"] } }).stdout,
    ).toMatch("v0.10.6");
    expect(made.run(args, outside)).toMatchObject({ status: 2, stderr: expect.stringMatching(/^error: no datastore is named/) });
  });

  it("says where a project has no such service", () => {
    const made = project();
    const { stderr, status } = made.run([
      "release",
      "record",
      "cartservise",
      "--image",
      "r/c",
      "--tag",
      "v1",
      "--digest",
      `sha256:${"a".repeat(64)}`,
      "--commit",
      "5b3a712",
      "--run",
      "7",
    ]);
    expect([status, stderr]).toEqual([0, 'note: this project has no services/cartservise.ts; did you mean "cartservice"?\n']);
  });
});

describe("an object that is broken", () => {
  const large = JSON.stringify({ schema: 1, padding: "x".repeat(70_000) });
  it.each<readonly [string, (made: TestProject) => void, RegExp]>([
    [
      "a truncated pointer",
      (made) => made.write(POINTER, made.read(POINTER).slice(0, 200)),
      /^channels\/latest\/cartservice\.json is not JSON: /,
    ],
    ["an empty pointer", (made) => made.write(POINTER, ""), /^channels\/latest\/cartservice\.json is empty$/],
    [
      "a pointer that is too large",
      (made) => made.write(POINTER, large),
      /^channels\/latest\/cartservice\.json is larger than 8192 bytes$/,
    ],
    [
      "a pointer of a newer schema",
      (made) => made.edit(POINTER, '"schema": 1', '"schema": 2'),
      /^channels\/latest\/cartservice\.json has the schema version 2; a newer Fairlead can read it$/,
    ],
    [
      "a pointer without its digest",
      (made) => made.edit(POINTER, /"digest".*\n/, ""),
      /^channels\/latest\/cartservice\.json digest missing: a string is required$/,
    ],
    [
      "a record that is gone",
      (made) => made.remove("releases/releases/cartservice"),
      /^releases\/cartservice\/\w{26}\.json is missing, though its channel names it$/,
    ],
    [
      "a record that says something else",
      (made) => made.editAll("releases/releases/cartservice", /"digest": "sha256:../, '"digest": "sha256:ff'),
      /^releases\/cartservice\/\w{26}\.json says v0\.10\.7@sha256:ff/,
    ],
  ])("keeps its service where it is, and only its own: %s", (_title, spoil, reason) => {
    const made = project();
    recordCart(made, "v0.10.7", 2_000_000_000_000);
    // Another service has something to go to as well.
    made.edit("pulumi-gen/latest/versions.yaml", /^adservice: .*\n/m, "");
    spoil(made);
    const line = lockLine(made, "latest");
    const { status, stdout } = made.run(["up", "--json", "--overwrite"]);
    const { decisions, outcomes } = parse(stdout) as {
      decisions: { stack: string; service: string; outcome: string; reason: string }[];
      outcomes: unknown;
    };
    expect(outcomes).toEqual({ invalid: 4, new: 1, keep: 36 });
    for (const { reason: said } of decisions.filter(({ outcome }) => outcome === "invalid")) expect(said).toMatch(reason);
    expect(status).toBe(3);
    expect(lockLine(made, "latest")).toBe(line);
    expect(lockLine(made, "latest", "adservice")).toMatch("tag: v0.10.6");
    expect(made.run(["release", "verify"]).status).toBe(1);
  });
});

describe("up", () => {
  it("changes the line, the workload and the Application, and a second run changes nothing", () => {
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

  it("with --service moves that service alone", () => {
    const made = project();
    recordCart(made, "v0.10.7", 2_000_000_000_000);
    made.edit("pulumi-gen/latest/versions.yaml", /^adservice: .*$/m, "adservice: {tag: v0.10.5}");
    expect(made.run(["up", "--service", "cartservice"]).status).toBe(0);
    expect([lockLine(made, "latest", "adservice"), lockLine(made, "latest").includes("v0.10.7")]).toEqual([
      "adservice: {tag: v0.10.5}",
      true,
    ]);
  });

  it("goes on without a service that has no release yet, and exits 3", () => {
    const made = project();
    made.write("services/hello.ts", made.read("services/adservice.ts").replaceAll("adservice", "hello"));
    recordCart(made, "v0.10.7", 2_000_000_000_000);
    const { status, stdout } = made.run(["up"]);
    expect([status, stdout.split("\n").slice(0, 3)]).toEqual([
      3,
      [
        "invalid  hello        (no version)        on latest, prod-europe-west1, prod-us-central1 and staging",
        "         channel latest has no release of it",
        "         hint: fairlead release record hello --channel latest ...",
      ],
    ]);
    expect(lockLine(made, "staging")).toMatch("v0.10.7");
  });

  it("takes out what a stack does not run any more, and brings what is new to it", () => {
    const made = project();
    made.edit("stacks/latest.ts", /^import .*\n/m, '$&import loadgenerator from "../services/loadgenerator.ts";\n');
    made.edit("stacks/latest.ts", "services: allServices", "services: allServices.except(loadgenerator)");
    made.edit("pulumi-gen/latest/versions.yaml", /^cartservice: .*\n/m, "");
    const { status, stdout } = made.run(["up", "--stack", "latest"]);
    expect([status, stdout.split("\n").slice(0, 4)]).toEqual([
      0,
      [
        "removed  loadgenerator  v0.10.6  on latest",
        "         the stack does not run it any more",
        "new      cartservice    v0.10.6  on latest",
        "         channel latest names v0.10.6",
      ],
    ]);
    expect(lockLine(made, "latest", "loadgenerator")).toBe("");
    expect(lockLine(made, "latest")).toMatch("v0.10.6");
  });

  it("refuses to write over an edit by hand that git does not have, unless told to", () => {
    const made = project();
    const file = "pulumi-gen/staging/services/cartservice/service-cartservice.yaml";
    made.edit(file, "port: 7070", "port: 7071");
    const { status, stderr } = made.run(["up"]);
    expect([status, stderr.split("\n").slice(0, 2)]).toEqual([
      1,
      [`${file}: is not committed, and not what the specs say`, "error: 1 file was edited by hand and would be written over"],
    ]);
    expect(made.read(file)).toMatch("port: 7071");
    expect(made.run(["up", "--overwrite"]).status).toBe(0);
    expect(made.read(file)).not.toMatch("port: 7071");
  });

  it("takes an empty datastore for a wrong one", () => {
    const made = project();
    for (const command of ["plan", "up"]) {
      expect(made.run([command, "--datastore", "file:nowhere"])).toMatchObject({
        status: 3,
        stderr: expect.stringMatching(/^error: file:nowhere has no channel latest, but 40 lines of the locks came from one\n/),
      });
    }
  });

  it("says outside of a repository that rollbacks cannot be seen", () => {
    const made = new TestProject();
    expect(made.run(["plan"])).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/is in no git repository, so rollbacks cannot be seen/),
    });
  });
});

describe("release record --verify-image", () => {
  it.each<readonly [string, Reply, number, readonly string[]]>([
    ["an image that is there is recorded", FOUND, 0, ["cartservice.json"]],
    ["one that is not is not, neither its record nor the channel", [404], 3, []],
  ])("%s", async (_title, answer, status, pointers) => {
    const made = project();
    await withRegistry(
      () => answer,
      async ({ host }) => {
        const flags = ["--image", `${host}/team/app`, "--tag", "v1", "--digest", DIGEST, "--commit", "5b3a712", "--run", "7"];
        const outcome = await made.start(["release", "record", "cartservice", ...flags, "--datastore", "file:store", "--verify-image"])
          .done;
        expect(outcome.status).toBe(status);
        if (status !== 0) expect(outcome.stderr).toMatch(`error: ${host}/team/app@${DIGEST} is not in the registry`);
      },
    );
    const found = made.exists("store") ? Object.keys(made.snapshot("store")) : [];
    expect(found.filter((name) => name.startsWith("channels/")).map((name) => name.split("/").at(-1))).toEqual(pointers);
    expect(found.length).toBe(pointers.length * 2);
  });
});

describe("builds whose runs have no number", () => {
  it("are ordered by time, and listed so; any number is newer", () => {
    const made = project();
    const nightly = (tag: string, ...flags: readonly string[]) =>
      made.run([
        "release",
        "record",
        "cartservice",
        "--image",
        "eu.gcr.io/shop/cart",
        "--tag",
        tag,
        "--digest",
        `sha256:${"b".repeat(64)}`,
        "--commit",
        "5b3a712",
        ...flags,
      ]);
    expect(nightly("n2", "--run", "nightly-b", "--built-at", "2026-08-02T00:00:00Z").stdout).toMatch("channel latest names it");
    expect(nightly("n1", "--run", "nightly-a", "--built-at", "2026-08-01T00:00:00Z").stdout).toMatch(
      "channel latest stays at n2: it has named a newer build",
    );
    expect(nightly("r1", "--run", "1").stdout).toMatch("channel latest names it");
    const { stdout } = made.run(["release", "list", "cartservice", "--limit", "3"]);
    expect(stdout.split("\n").map((line) => line.split("  ")[1])).toEqual(["r1", "n2", "n1", undefined]);
  });
});
