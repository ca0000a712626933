import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { recordCart, recordFacts, TestProject } from "./project.ts";
import { DIGEST, FOUND, type Reply, withRegistry } from "./releases/fake-registry.ts";

/** Makes a project that is committed to a repository. */
function project(): TestProject {
  const made = new TestProject();
  made.commitAll();
  return made;
}

const parse = (stdout: string): { readonly [key: string]: unknown } => JSON.parse(stdout);

describe("release record", () => {
  it("records a build once, also if it is repeated", () => {
    const made = project();
    const first = recordCart(made, "v0.10.7", 2_000_000_000_000, "--json");
    expect(parse(first.stdout)).toMatchObject({
      datastore: "file:releases",
      record: "recorded",
      release: { service: "cartservice", tag: "v0.10.7", run: "2000000000000", build: 2_000_000_000_000 },
      channel: { name: "main", outcome: "moved", pointer: { tag: "v0.10.7", seq: 3 } },
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

  it("does not move the channel for a late older build; release set does", () => {
    const made = project();
    recordCart(made, "v0.10.8", 2_000_000_000_008);
    const late = recordCart(made, "v0.10.7", 2_000_000_000_007);
    const [first = "", ...rest] = late.stdout.split("\n");
    expect([late.status, first.replace(/as \S+/, "as <id>"), rest[0]]).toEqual([
      0,
      "recorded cartservice v0.10.7 as <id> in file:releases",
      "channel main stays at v0.10.8: it has already named a newer build",
    ]);
    const set = made.run(["release", "set", "cartservice", "--to", "v0.10.7", "--reason", "v0.10.8 loses carts"]);
    expect([set.status, set.stdout.replace(/\(\S+\)/, "(<id>)")]).toEqual([0, "moved: channel main names cartservice v0.10.7 (<id>)\n"]);
    // A repeated event of CI does not undo a move by hand.
    expect(recordCart(made, "v0.10.8", 2_000_000_000_008).stdout.split("\n")[1]).toMatch(
      /^channel main stays at v0\.10\.7: .+ set it there \(v0\.10\.8 loses carts\)$/,
    );
    expect(recordCart(made, "v0.10.9", 2_000_000_000_009).stdout).toMatch("channel main names it");
  });

  it.each<readonly [string, readonly string[], number, string]>([
    ["a tag with a space", ["--tag", "v1 beta"], 2, 'error: tag: "v1 beta" is not an image tag'],
    ["a short digest", ["--digest", "sha256:1234"], 2, 'error: digest: "sha256:1234" is not "sha256:" and 64 hex digits'],
    [
      "an image with its tag",
      ["--image", "eu.gcr.io/shop/cart:v1"],
      2,
      'error: image: "eu.gcr.io/shop/cart:v1" is not an image repository without tag and digest',
    ],
    ["a commit that is a branch", ["--commit", "main"], 2, 'error: commit: "main" is not a git commit: 7 to 64 hex digits'],
    ["a malformed time", ["--built-at", "yesterday"], 2, 'error: built-at: "yesterday" is not a time such as 2026-01-31T12:00:00Z'],
    ["a channel with a slash", ["--channel", "../main"], 2, 'error: channel: "../main" is not a DNS label'],
    [
      "a digest and a build number, both named",
      ["--digest", "abc", "--build", "-4"],
      2,
      'error: digest: "abc" is not "sha256:" and 64 hex digits; build: "-4" is not a whole number of at most 15 digits',
    ],
    [
      "an unknown kind of datastore",
      ["--datastore", "s3://acme"],
      2,
      'error: "s3://acme" is not the address of a datastore: file:<directory> or gs://<bucket>/<prefix>',
    ],
    ...[
      "-5",
      "1.5",
      "2026-11",
      "20261129-3",
      "5b3a7120",
      "20240115.10",
      "release-2.1-1235",
      "20261128203639318",
      "https://ci.example.com/job/7/run",
    ].map(
      (run) =>
        [
          `the run ${run}`,
          ["--run", run],
          2,
          `error: run "${run}" has no build number, which is a whole number of at most 15 digits`,
        ] as const,
    ),
    ["an empty run", ["--run", ""], 2, 'error: run must not be empty, got ""'],
    ...["not a url", "acme/cart", "ftp://example.com/cart.git", "file:///home/ada/cart", "javascript:alert(1)"].map(
      (url) =>
        [
          `the repository ${url}`,
          ["--repository", url],
          2,
          `error: repository "${url}" is not an address that git clones, such as https://github.com/acme/cart`,
        ] as const,
    ),
    ["an empty repository", ["--repository", ""], 2, 'error: repository must not be empty, got ""'],
    [
      "a repository with a password",
      ["--repository", "https://ci:s3cret@git.example.com/cart"],
      2,
      "error: repository has a password, and everyone who reads the record would see it",
    ],
    [
      "malformed flags, all named",
      ["--tag", "", "--channel", "a/b"],
      2,
      'error: tag: "" is not an image tag; channel: "a/b" is not a DNS label',
    ],
    [
      "a run and an address, both named",
      ["--run", "nightly", "--datastore", "s3://acme"],
      2,
      'error: run "nightly" has no build number, which is a whole number of at most 15 digits; "s3://acme" is not the address of a datastore: file:<directory> or gs://<bucket>/<prefix>',
    ],
    ["a fractional build number", ["--build", "1.5"], 2, 'error: build: "1.5" is not a whole number of at most 15 digits'],
    ["an empty build number", ["--build", ""], 2, 'error: build: "" is not a whole number of at most 15 digits'],
    ...["1000000000000000", "99999999999999999999"].map(
      (build) =>
        [
          `the build number ${build}`,
          ["--build", build],
          2,
          `error: build: "${build}" is not a whole number of at most 15 digits`,
        ] as const,
    ),
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
    expect([outcome.status, outcome.stderr.split("\n").slice(0, message.split("\n").length).join("\n")]).toEqual([status, message]);
    expect(made.snapshot("releases")).toEqual(before);
  });

  it("needs no project if the datastore is given, and an error says so if it is not", () => {
    const made = project();
    const outside = { cwd: "/" };
    const args = ["release", "list", "cartservice"];
    expect(made.run([...args, "--datastore", `file:${made.root}/releases`], outside).stdout).toMatch("v0.10.6");
    expect(
      made.run(args, { ...outside, env: { FAIRLEAD_DATASTORE: `file:${made.root}/releases`, PATH: process.env["PATH"] } }).stdout,
    ).toMatch("v0.10.6");
    expect(made.run(args, outside)).toMatchObject({ status: 2, stderr: expect.stringMatching(/^error: no datastore is named/) });
  });

  it("notes that a project has no such service", () => {
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

describe("release record --verify-image", () => {
  it.each<readonly [string, Reply, number, readonly string[]]>([
    ["an existing image is recorded", FOUND, 0, ["cartservice.json"]],
    ["a missing image is not recorded, and the channel does not move", [404], 3, []],
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
  it("need --build, which the hint names", () => {
    const outcome = project().run(["release", "record", ...recordFacts("v1", 7).slice(0, -1), "20240115.10"]);
    expect([outcome.status, outcome.stderr.split("\n")[1]]).toEqual([
      2,
      "hint: add --build <number>, which must grow with each build; --build 0 orders builds by --built-at",
    ]);
  });

  it("are ordered by time with --build 0, also in lists, and any number is newer", () => {
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
        `sha256:${createHash("sha256").update(tag).digest("hex")}`,
        "--commit",
        "5b3a712",
        "--datastore",
        "file:nightly",
        ...flags,
      ]);
    expect(nightly("n2", "--run", "nightly-b", "--build", "0", "--built-at", "2026-08-02T00:00:00Z").stdout).toMatch(
      "channel main names it",
    );
    expect(nightly("n1", "--run", "nightly-a", "--build", "0", "--built-at", "2026-08-01T00:00:00Z").stdout).toMatch(
      "channel main stays at n2: it has already named a newer build",
    );
    expect(nightly("r1", "--run", "1").stdout).toMatch("channel main names it");
    const { stdout } = made.run(["release", "list", "cartservice", "--limit", "3", "--datastore", "file:nightly"]);
    expect(stdout.split("\n").map((line) => line.split("  ")[1])).toEqual(["r1", "n2", "n1", undefined]);
  });
});
