import pc from "picocolors";
import { describe, expect, it } from "vitest";
import type { Pointer } from "../releases/pointer.ts";
import { makeRelease } from "../releases/release.ts";
import { jsonReporter } from "./json/json.ts";
import { markdownReporter } from "./markdown/markdown.ts";
import type { Results } from "./results/results.ts";
import { terminalReporter } from "./terminal/terminal.ts";

const terminal = terminalReporter(pc.createColors(false));
const json = jsonReporter();
const markdown = markdownReporter();

const DIGEST = `sha256:${"a".repeat(64)}`;
const FACTS = { service: "cart", image: "r.example.com/cart", tag: "v2", digest: DIGEST, commit: "5b3a7120", run: "7", build: 7 };
const release = makeRelease({ ...FACTS, builtAt: "2026-01-31T12:00:00Z", writeId: "w" });
const ID = release.id;
const pointer: Pointer = {
  schema: 1,
  service: "cart",
  channel: "latest",
  release: ID,
  previous: "0000000001-000000000001",
  seq: 2,
  image: FACTS.image,
  tag: "v2",
  digest: DIGEST,
  newest: ID,
  newestBuild: 7,
  newestBuiltAt: "2026-01-31T12:00:00Z",
  movedAt: "2026-01-31T12:00:01Z",
  writeId: "w",
};
const byHand: Pointer = { ...pointer, release: "0000000001-000000000001", tag: "v1", by: "Grace", reason: "v2 loses carts" };

describe("a recorded release", () => {
  const result = {
    release,
    record: "recorded",
    datastore: "file:releases",
    channel: { name: "latest", outcome: "moved", pointer },
  } as const;
  const set = `hint: npx fairlead release set cart --channel latest --to ${ID} --reason "<reason>" moves the channel`;
  it.each<readonly [string, Results["recorded"][number], readonly string[]]>([
    [
      "the channel moves",
      result,
      [`recorded cart v2 as ${ID} in file:releases`, "channel latest names it (before: 0000000001-000000000001)"],
    ],
    [
      "the same build again",
      { ...result, record: "unchanged", channel: { ...result.channel, outcome: "unchanged" } },
      [`already recorded: cart v2 as ${ID} in file:releases`, "channel latest already names it"],
    ],
    [
      "an older build",
      {
        ...result,
        channel: { name: "latest", outcome: "older", pointer: { ...pointer, release: "0000000003-000000000003", tag: "v3" } },
      },
      [`recorded cart v2 as ${ID} in file:releases`, "channel latest stays at v3: it has already named a newer build", set],
    ],
    [
      "a channel that a person set back",
      { ...result, record: "unchanged", channel: { name: "latest", outcome: "unchanged", pointer: byHand } },
      [`already recorded: cart v2 as ${ID} in file:releases`, "channel latest stays at v1: Grace set it there (v2 loses carts)", set],
    ],
  ])("%s", (_title, given, lines) => {
    expect(terminal.recorded([given])).toBe(`${lines.join("\n")}\n`);
  });

  it("warns of another image with the same number, in each format", () => {
    const given = { ...result, sameNumber: ["0000000007-000000000001"] };
    const warning = "build 7 is recorded with another image, too: 0000000007-000000000001; the time decides which is newer";
    expect(terminal.recorded([given]).split("\n")[2]).toBe(`warning: ${warning}`);
    expect(markdown.recorded([given])).toBe(
      `**Recorded** \`cart v2\` as \`${ID}\`; channel \`latest\`: moved.\n\n**Warning:** ${warning}\n`,
    );
    expect(JSON.parse(json.recorded([given]))).toMatchObject({ sameNumber: ["0000000007-000000000001"] });
  });
});

describe("the datastore", () => {
  const channels = [
    { name: "latest", pointers: new Map([["cart", byHand]]), broken: new Map([["ad", "channels/latest/ad.json is empty"]]) },
  ];

  it("is listed by service, with broken pointers and those that a person set", () => {
    expect(terminal.channels({ datastore: "file:releases", channels })).toBe(
      [
        "ad    latest  broken  channels/latest/ad.json is empty",
        "cart  latest  v1      0000000001-000000000001 by Grace: v2 loses carts",
        "",
      ].join("\n"),
    );
    expect(JSON.parse(json.channels({ datastore: "file:releases", channels }))).toEqual({
      datastore: "file:releases",
      channels: [byHand, { service: "ad", channel: "latest", problem: "channels/latest/ad.json is empty" }],
    });
  });

  it("is sound, or each problem has a hint", () => {
    const counts = { records: 2, pointers: 1, channels: 1, services: 1 };
    const finding = { object: "channels/latest/ad.json", problem: "is empty", hint: "set it again" };
    expect(terminal.verified({ datastore: "file:releases", findings: [], counts })).toBe(
      "valid: 2 records and 1 pointer of 1 service in file:releases\n",
    );
    expect(terminal.verified({ datastore: "file:releases", findings: [finding], counts })).toBe(
      [
        "channels/latest/ad.json is empty",
        "  hint: set it again",
        "1 problem in 2 records and 1 pointer of 1 service in file:releases",
        "",
      ].join("\n"),
    );
  });

  it("lists the records to prune, then counts the pruned ones", () => {
    const record = { service: "cart", id: ID, builtAt: "2025-01-01T00:00:00Z" };
    const result = {
      datastore: "file:releases",
      records: 9,
      plan: { olderThan: "2025-10-01T00:00:00.000Z", remove: [record] },
      pruned: undefined,
    };
    expect(terminal.pruned(result)).toBe(
      [
        `cart  ${ID}  built 2025-01-01T00:00:00Z`,
        "1 of 9 records in file:releases would be deleted: built before 2025-10-01, and named by no channel or lock",
        "hint: npx fairlead release prune --yes deletes them",
        "",
      ].join("\n"),
    );
    expect(terminal.pruned({ ...result, pruned: { removed: [record], kept: [], absent: [], restored: [] } })).toBe(
      "pruned 1 of 9 records in file:releases\n",
    );
  });
});

describe("an empty datastore", () => {
  const hint = "hint: npx fairlead release record --help\n";

  it("has no channel and no release, and the hint records one", () => {
    expect(terminal.channels({ datastore: "file:releases", channels: [] })).toBe(`no channel of file:releases names a release\n${hint}`);
    expect(terminal.releases({ datastore: "file:releases", service: "cart", releases: [] })).toBe(
      `file:releases has no release of cart\n${hint}`,
    );
  });
});

describe("a channel that a person sets", () => {
  it.each<readonly [Results["channelSet"]["outcome"], string]>([
    ["moved", `moved: channel latest names cart v2 (${ID})\n`],
    ["unchanged", "unchanged: channel latest already names cart v2\n"],
  ])("%s", (outcome, text) => {
    expect(terminal.channelSet({ datastore: "file:releases", outcome, pointer })).toBe(text);
  });
});

describe("a promotion", () => {
  const [v1, v2] = [
    { id: "0000000001-000000000001", tag: "v1" },
    { id: "0000000002-000000000002", tag: "v2" },
  ];
  const result: Results["promoted"] = {
    datastore: "file:releases",
    from: "main",
    to: "stable",
    created: false,
    promotions: [
      { service: "ad", outcome: "moved", release: v2, before: v1 },
      { service: "cart", outcome: "pinned", release: v2, before: v1, reason: "Grace set it there (v2 loses carts)" },
      { service: "email", outcome: "newer", release: v1, before: v2 },
      { service: "frontend", outcome: "failed", release: v1, reason: "channels/stable/frontend.json is empty" },
      { service: "payment", outcome: "unchanged", release: v1, before: v1 },
      { service: "shipping", outcome: "moved", release: v1 },
    ],
  };
  const summary = "2 moved, 1 already there, 1 kept because newer, 1 kept because a person set it, 1 failed";

  it("lists what moved and what stayed, the failures first", () => {
    expect(terminal.promoted(result)).toBe(
      [
        "failed  frontend  channels/stable/frontend.json is empty",
        "pinned  cart      v1 stays: Grace set it there (v2 loses carts)",
        "kept    email     v2 stays: channel stable has already named a newer build than v1",
        "moved   ad        v1 -> v2",
        "moved   shipping  v1",
        `promoted main to stable in file:releases: ${summary}`,
        "",
      ].join("\n"),
    );
    expect(markdown.promoted(result)).toBe(
      [
        `**Promoted** \`main\` to \`stable\`: ${summary}.`,
        "",
        "| service | outcome | release |",
        "| --- | --- | --- |",
        "| `frontend` | failed | channels/stable/frontend.json is empty |",
        "| `cart` | pinned | v1 stays: Grace set it there \\(v2 loses carts\\) |",
        "| `email` | kept | v2 stays: channel stable has already named a newer build than v1 |",
        "| `ad` | moved | v1 -&gt; v2 |",
        "| `shipping` | moved | v1 |",
        "",
      ].join("\n"),
    );
    expect(JSON.parse(json.promoted(result))).toMatchObject({
      created: false,
      outcomes: { moved: 2, unchanged: 1, newer: 1, pinned: 1, failed: 1 },
      services: result.promotions,
    });
  });

  it("of many services lists 40, and says that a channel is new", () => {
    const promotions = Array.from({ length: 50 }, (_, at) => ({ service: `s${at}`, outcome: "moved" as const, release: v1 }));
    expect(
      terminal
        .promoted({ ...result, created: true, promotions })
        .split("\n")
        .slice(39),
    ).toEqual([
      "moved  s39  v1",
      "... and 10 more; --json lists all",
      "channel stable is new",
      "promoted main to stable in file:releases: 50 moved",
      "",
    ]);
  });
});

it("the releases of a service have their channels", () => {
  const { commit: _commit, ...upstream } = release;
  const releases = [
    { id: ID, channels: ["latest", "stable"], value: release },
    { id: ID, channels: [], value: { ...upstream, origin: "upstream" as const } },
    { id: "1", channels: [], problem: "is empty" },
  ];
  expect(terminal.releases({ datastore: "file:releases", service: "cart", releases })).toBe(
    [
      `${ID}  v2      built 2026-01-31T12:00:00Z from 5b3a712  <- latest, stable`,
      `${ID}  v2      built 2026-01-31T12:00:00Z upstream`,
      `${"1".padEnd(ID.length)}  broken  is empty`,
      "",
    ].join("\n"),
  );
});
