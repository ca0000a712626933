import { describe, expect, it } from "vitest";
import { releaseOf, toMetadata } from "./metadata.ts";
import { buildOfRun, compareBuilds, formatRecord, makeRelease, parseRelease, type Build } from "./release.ts";

const BUILD: Build = {
  service: "cart",
  image: "registry.example.com/shop/cart",
  tag: "v1",
  digest: `sha256:${"a".repeat(64)}`,
  commit: "5b3a712",
  run: "17",
  build: 17,
  builtAt: "2026-01-31T12:00:00Z",
  writeId: "w",
};

describe("the id of a build", () => {
  it.each<readonly [string, Partial<Build>, boolean]>([
    ["the writer and the time", { writeId: "other", builtAt: "2026-02-01T00:00:00Z", repository: "https://git.example.com/cart" }, true],
    ["the attempt of the run", { run: "17-2" }, true],
    ["the tag", { tag: "v2" }, true],
    ["the image", { image: "registry.example.com/shop/cart2" }, true],
    ["the commit", { commit: "5b3a713" }, true],
    ["the digest", { digest: `sha256:${"b".repeat(64)}` }, false],
    ["the build", { build: 18 }, false],
  ])("comes from number and digest: with another %s", (_title, fields, same) => {
    expect(makeRelease({ ...BUILD, ...fields }).id === makeRelease(BUILD).id).toBe(same);
  });
});

describe("the build number of a run", () => {
  it.each<readonly [string, number | undefined]>([
    ["8812345", 8_812_345],
    ["17512345678", 17_512_345_678],
    ["8812345-2", 8_812_345],
    ["build-17", 17],
    ["#42", 42],
    ["jenkins/main/7", 7],
    ["0", 0],
    ["4a0c8b52-7f2e-4b43-9c6e-0d2c8a1f9e77", undefined],
    ["release-v0.10.6", undefined],
    ["2026-01-31", undefined],
    ["deploy-2026-11", undefined],
    ["build-17-2", undefined],
    ["999999999999999", 999_999_999_999_999],
    ["1000000000000000", undefined],
    ["20261128203639318", undefined],
    // GitHub: run_id, run_id-run_attempt, a run's address. Jenkins, CircleCI, Buildkite: numbers. Azure: BuildId.
    ["19283746501", 19_283_746_501],
    ["19283746501-1", 19_283_746_501],
    ["https://github.com/acme/cart/actions/runs/19283746501", 19_283_746_501],
    ["https://github.com/acme/cart/actions/runs/19283746501/attempts/2", undefined],
    ["1789012345", 1_789_012_345],
    ["42", 42],
    ["jenkins-cart-main-42", 42],
    ["https://ci.example.com/job/cart/42/", undefined],
    ["circleci/acme/cart/1234", 1234],
    ["1234.2", undefined],
    ["007", 7],
    ["1764400000", 1_764_400_000],
    ["cart:0d2c8a1f-7f2e-4b43-9c6e-0d2c8a1f9e77", undefined],
    ["01928374-6501-7abc-8def-0123456789ab", undefined],
    // Dates with a counter of their day or month: not attempts of a run.
    ["2026-11", undefined],
    ["2026-1", undefined],
    ["2026-01", undefined],
    ["1999-12", undefined],
    ["2026-13", 2026],
    ["2126-11", 2126],
    ["20261129.3", undefined],
    ["20261129-3", undefined],
    ["2026-11-29", undefined],
    ["2026-11-29.3", undefined],
    ["2026-11-29T10:00:00Z", undefined],
    ["20261345-3", 20_261_345],
    ["nightly-20261129", 20_261_129],
    // Attempts begin with 1 and have no zero before.
    ["8812345-0", undefined],
    ["8812345-02", undefined],
    ["8812345-1000", undefined],
    // Abbreviated commits.
    ["feed1234", undefined],
    ["5b3a712", undefined],
    ["abcdef0", undefined],
    ["cart-feed123", undefined],
    ["decade", undefined],
    ["bad-42", 42],
    ["build1234", 1234],
    ["20240115.10", undefined],
    ["release-2.1-1235", undefined],
    ["nightly", undefined],
    ["-5", undefined],
    ["+5", undefined],
    ["build -5", undefined],
    ["-0.5", undefined],
    [".5", undefined],
    ["1.5", undefined],
    ["5e3", undefined],
    ["", undefined],
  ])("%s", (run, build) => {
    expect(buildOfRun(run)).toBe(build);
  });
});

describe("the order of builds", () => {
  it.each<readonly [string, Partial<Build>, Partial<Build>]>([
    ["by build number, not by time", { build: 1, builtAt: "2026-02-01T00:00:00Z" }, { build: 2, builtAt: "2026-01-01T00:00:00Z" }],
    ["by time if a run was repeated", { builtAt: "2026-01-01T00:00:00Z" }, { run: "17-2", builtAt: "2026-01-01T00:00:01Z" }],
    ["by time, not by its text form", { builtAt: "2026-01-01T02:00:00+02:00" }, { run: "17-2", builtAt: "2026-01-01T00:00:01Z" }],
    ["by build number, not by its digits", { build: 9_999_999_999 }, { build: 10_000_000_000 }],
  ])("%s", (_title, older, newer) => {
    const [a, b] = [makeRelease({ ...BUILD, ...older }), makeRelease({ ...BUILD, ...newer })];
    expect([Math.sign(compareBuilds(a, b)), Math.sign(compareBuilds(b, a)), compareBuilds(a, a)]).toEqual([-1, 1, 0]);
  });
});

describe("a record", () => {
  const text = formatRecord(makeRelease(BUILD));

  it("is parsed as it was written, with fields of other versions", () => {
    const added = text.replace("{", '{ "signature": {"by": "cosign"},');
    expect(parseRelease(text)).toEqual({ value: makeRelease(BUILD) });
    expect(parseRelease(added)).toEqual({ value: { signature: { by: "cosign" }, ...makeRelease(BUILD) } });
  });

  it("has all known fields in its metadata", () => {
    expect(releaseOf(toMetadata({ ...makeRelease(BUILD), note: "x".repeat(9000) }))).toEqual(makeRelease(BUILD));
  });

  it("of an upstream image has no commit, also in its metadata", () => {
    const { commit: _commit, ...fields } = BUILD;
    const upstream = makeRelease({ ...fields, origin: "upstream" });
    expect([parseRelease(formatRecord(upstream)), releaseOf(toMetadata(upstream))]).toEqual([{ value: upstream }, upstream]);
  });

  it.each<readonly [string, string, string]>([
    ["without a commit", text.replace(/ {2}"commit".*\n/, ""), 'commit must be a string, or the origin must be "upstream", got undefined'],
    [
      "with a commit and upstream",
      text.replace("{", '{ "origin": "upstream",'),
      'commit must be a string, or the origin must be "upstream", got "5b3a712"',
    ],
    ["of an unknown origin", text.replace("{", '{ "origin": "moon",'), 'origin must be "upstream", got "moon"'],
    ["empty", "", "is empty"],
    ["truncated", text.slice(0, 300), "is not JSON: Unterminated string in JSON at position 300 (line 11 column 28)"],
    ["a list", "[]", "is not an object"],
    ["too large", `${text}${" ".repeat(65_536)}`, "is larger than 65536 bytes"],
    ["of a newer version", text.replace('"schema": 1', '"schema": 3'), "has the schema version 3; a newer Fairlead can read it"],
    ["of no version", text.replace('  "schema": 1,\n', ""), 'schema missing: "1" is required'],
    [
      "with an id of another format",
      text.replace(/"id": ".*"/, '"id": "0000000000VYY7D299PTE45QHK"'),
      'id "0000000000VYY7D299PTE45QHK" is not the id of a release, such as 0000001002-b5c29ddb3238',
    ],
    ["without a digest", text.replace(/ {2}"digest".*\n/, ""), "digest missing: a string is required"],
    [
      "with a digest of another kind",
      text.replace("sha256:", "sha512:"),
      `digest "sha512:${"a".repeat(50)}..." is not "sha256:" and 64 hex digits`,
    ],
    ["with control characters", text.replace('"run": "17"', '"run": "1\\u001b7"'), 'run "1\\u001b7" has characters that do not print'],
    [
      "with two mistakes",
      text.replace('"v1"', '"v 1"').replace('"5b3a712"', '"main"'),
      'tag "v 1" is not an image tag; commit "main" is not a git commit: 7 to 64 hex digits',
    ],
  ])("is refused: %s", (_title, bytes, problem) => {
    expect(parseRelease(bytes)).toMatchObject({ problem });
  });
});
