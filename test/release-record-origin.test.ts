import { describe, expect, it } from "vitest";
import { TestProject } from "./project.ts";
import { DIGEST } from "./releases/fake-registry.ts";

/** Makes a project that is committed to a repository. */
function project(): TestProject {
  const made = new TestProject();
  made.commitAll();
  return made;
}

describe("release record of several services", () => {
  const FACTS = [
    "--image",
    "eu.gcr.io/shop/cart",
    "--tag",
    "v1",
    "--digest",
    DIGEST,
    "--commit",
    "5b3a712",
    "--run",
    "7",
    "--datastore",
    "file:store",
  ];

  it("records one image for all of them, once", () => {
    const made = project();
    const args = ["release", "record", "cartservice", "--service", "adservice", "--service", "cartservice", ...FACTS];
    const { status, stdout } = made.run(args);
    expect([status, stdout.split("\n").map((line) => line.replace(/ as .*/, ""))]).toEqual([
      0,
      ["recorded cartservice v1", "channel main names it", "recorded adservice v1", "channel main names it", ""],
    ]);
    const before = made.snapshot("store");
    expect(Object.keys(before).length).toBe(4);
    expect(JSON.parse(made.run([...args, "--json"]).stdout)).toMatchObject({
      recorded: [
        { release: { service: "cartservice" }, record: "unchanged" },
        { release: { service: "adservice" }, record: "unchanged" },
      ],
    });
    expect(made.snapshot("store")).toEqual(before);
  });

  it("writes nothing if one name is malformed, and lists every problem", () => {
    const made = project();
    const { status, stderr } = made.run(["release", "record", "cartservice", "--service", "Ad", "--service", "b/c", ...FACTS]);
    expect([status, stderr.split("\n")[0]]).toEqual([
      2,
      'error: service "Ad" is not the name of a service; service "b/c" is not the name of a service',
    ]);
    expect(made.exists("store")).toBe(false);
  });

  it("records the others if one fails, and a repeated command fails in the same way", () => {
    const made = project();
    made.run(["release", "record", "adservice", ...FACTS.map((word) => (word === "v1" ? "v0" : word))]);
    for (const record of ["recorded", "unchanged"]) {
      const { status, stderr } = made.run(["release", "record", "cartservice", "--service", "adservice", ...FACTS]);
      expect([record, status, stderr.split("\n")[0]]).toEqual([
        record,
        3,
        `error: file:store has 1 of 2 services recorded: file:store: build 7 of adservice is recorded as 0000000007-${DIGEST.slice(7, 19)} with the tag "v0", not "v1"`,
      ]);
      expect(made.run(["release", "show", "cartservice", "--datastore", "file:store"]).stdout).toMatch(/^cartservice v1 in file:store/);
    }
  });
});

describe("release record --upstream", () => {
  const FACTS = ["--image", "docker.io/library/redis", "--tag", "7.4.2", "--digest", DIGEST, "--run", "7", "--datastore", "file:store"];

  it("records an image without a commit, and every list says so", () => {
    const made = project();
    expect(made.run(["release", "record", "redis", "--upstream", ...FACTS]).status).toBe(0);
    const shown = JSON.parse(made.run(["release", "show", "redis", "--datastore", "file:store", "--json"]).stdout);
    expect([shown.release.origin, "commit" in shown.release]).toEqual(["upstream", false]);
    expect(made.run(["release", "show", "redis", "--datastore", "file:store"]).stdout).toMatch(/^origin +upstream$/m);
    expect(made.run(["release", "list", "redis", "--datastore", "file:store"]).stdout).toMatch(/ upstream +<- main$/m);
    expect(made.run(["release", "verify", "redis", "--datastore", "file:store"]).status).toBe(0);
  });

  it.each([
    ["neither", [], "error: no commit is named: use --commit, or --upstream for an image of another organization"],
    ["both", ["--commit", "5b3a712", "--upstream"], "error: --commit and --upstream exclude each other"],
  ])("is refused with %s of both flags", (_title, flags, message) => {
    const { status, stderr } = project().run(["release", "record", "redis", ...flags, ...FACTS]);
    expect([status, stderr.split("\n")[0]]).toEqual([2, message]);
  });

  it.each([
    "https://github.com/acme/cart",
    "ssh://git@git.example.com/cart.git",
    "git://git.example.com/cart",
    "git@github.com:acme/cart.git",
  ])("records the repository %s", (url) => {
    const { status, stdout } = project().run(["release", "record", "redis", "--upstream", "--repository", url, ...FACTS, "--json"]);
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { release: { repository: url } }]);
  });
});
