import { describe, expect, it } from "vitest";
import { makeRelease } from "../releases/release.ts";
import type { Pointer } from "../releases/pointer.ts";
import type { Decision } from "../resolve/decision.ts";
import { REPORTERS } from "./registry.ts";

const plain = (text: string): string => text;
const terminal = REPORTERS.terminal({ red: plain, green: plain, yellow: plain, cyan: plain, bold: plain, dim: plain });
const markdown = REPORTERS.markdown();
const json = REPORTERS.json();

const DIGEST = `sha256:${"a".repeat(64)}`;
const FACTS = { service: "cart", image: "r.example.com/cart", tag: "v2", digest: DIGEST, commit: "5b3a7120", run: "7", build: 7 };
const release = makeRelease({ ...FACTS, builtAt: "2026-01-31T12:00:00Z", writeId: "w" });
const ID = release.id;
const pointer: Pointer = {
  schema: 1,
  service: "cart",
  channel: "latest",
  release: ID,
  previous: "00000000060000000000000000",
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
const byHand: Pointer = { ...pointer, release: "00000000060000000000000000", tag: "v1", by: "Grace", reason: "v2 loses carts" };

const entry = (tag: string) => ({ tag, digest: DIGEST });
const decision = (stack: string, fields: Partial<Decision>): Decision => ({
  stack,
  service: "cart",
  outcome: "advance",
  from: entry("v1"),
  to: entry("v2"),
  reason: "channel latest names v2",
  ...fields,
});
const DECISIONS: readonly Decision[] = [
  decision("latest", {}),
  decision("prod", {
    outcome: "held",
    to: { ...entry("v1"), hold: { tag: "v2", by: "Ada" } },
    reason: "v2 was rolled back by Ada in 1a2b3c4",
    hint: "fairlead resume prod/cart",
  }),
  decision("staging", {}),
  decision("staging", { service: "frontend", outcome: "keep", from: entry("v5"), to: entry("v5"), reason: "channel latest names v5" }),
  decision("staging", {
    service: "pay",
    outcome: "invalid",
    from: entry("v3"),
    to: entry("v3"),
    reason: "channels/latest/pay.json is empty",
  }),
  decision("staging", { service: "tax", from: { tag: "v1", digest: DIGEST }, to: { tag: "v1", digest: `sha256:${"b".repeat(64)}` } }),
];

describe("decisions", () => {
  it("are told to people: what needs a look first, what is the same once, and what is kept in the sum", () => {
    expect(terminal.plan({ decisions: DECISIONS, seconds: 0.5 })).toBe(
      [
        "invalid  pay   v3                                  on staging",
        "         channels/latest/pay.json is empty",
        "held     cart  v1                                  on prod",
        "         v2 was rolled back by Ada in 1a2b3c4",
        "         hint: fairlead resume prod/cart",
        "advance  cart  v1 -> v2                            on latest and staging",
        "         channel latest names v2",
        "advance  tax   v1@aaaaaaaaaaaa -> v1@bbbbbbbbbbbb  on staging",
        "         channel latest names v2",
        "4 services on 3 stacks: 1 invalid, 1 held, 3 advance, 1 keep (0.50 s)",
        "",
      ].join("\n"),
    );
  });

  it("are a table in a pull request", () => {
    expect(markdown.plan({ decisions: DECISIONS, seconds: 0.5 })).toBe(
      [
        "**4 services on 3 stacks: 1 invalid, 1 held, 3 advance, 1 keep**",
        "",
        "| | service | version | stacks | why |",
        "| --- | --- | --- | --- | --- |",
        "| **invalid** | `pay` | `v3` | staging | channels/latest/pay.json is empty |",
        "| **held** | `cart` | `v1` | prod | v2 was rolled back by Ada in 1a2b3c4 |",
        "| **advance** | `cart` | `v1 -> v2` | latest and staging | channel latest names v2 |",
        "| **advance** | `tax` | `v1@aaaaaaaaaaaa -> v1@bbbbbbbbbbbb` | staging | channel latest names v2 |",
        "",
      ].join("\n"),
    );
  });

  it("are counted for machines, and all there", () => {
    expect(JSON.parse(json.plan({ decisions: DECISIONS, seconds: 0.5 }))).toEqual({
      outcomes: { invalid: 1, held: 1, advance: 3, keep: 1 },
      decisions: DECISIONS,
      seconds: 0.5,
    });
  });

  it("say where there is nothing to say", () => {
    expect(terminal.plan({ decisions: [], seconds: 0 })).toBe("0 services on 0 stacks: nothing to decide (0.00 s)\n");
  });
});

describe("a recorded release", () => {
  const result = {
    release,
    record: "recorded",
    datastore: "file:releases",
    channel: { name: "latest", outcome: "moved", pointer },
  } as const;
  const set = `hint: npx fairlead release set cart --channel latest --to ${ID} --reason "<reason>" moves the channel`;
  it.each<readonly [string, typeof terminal extends { recorded(given: infer R): string } ? R : never, readonly string[]]>([
    [
      "the channel moves",
      result,
      [`recorded cart v2 as ${ID} in file:releases`, "channel latest names it (before: 00000000060000000000000000)"],
    ],
    [
      "recorded before",
      { ...result, record: "unchanged", channel: { ...result.channel, outcome: "unchanged" } },
      [`already recorded: cart v2 as ${ID} in file:releases`, "channel latest already names it"],
    ],
    [
      "an older build",
      {
        ...result,
        channel: { name: "latest", outcome: "older", pointer: { ...pointer, release: "00000000080000000000000000", tag: "v3" } },
      },
      [`recorded cart v2 as ${ID} in file:releases`, "channel latest stays at v3: it has already named a newer build", set],
    ],
    [
      "a channel that was set back",
      { ...result, record: "unchanged", channel: { name: "latest", outcome: "unchanged", pointer: byHand } },
      [`already recorded: cart v2 as ${ID} in file:releases`, "channel latest stays at v1: Grace set it there (v2 loses carts)", set],
    ],
  ])("%s", (_title, given, lines) => {
    expect(terminal.recorded(given)).toBe(`${lines.join("\n")}\n`);
  });
});

describe("the datastore", () => {
  const channels = [
    { name: "latest", pointers: new Map([["cart", byHand]]), broken: new Map([["ad", "channels/latest/ad.json is empty"]]) },
  ];

  it("is listed by service, with what is broken and what was put by hand", () => {
    expect(terminal.channels({ datastore: "file:releases", channels })).toBe(
      [
        "ad    latest  broken  channels/latest/ad.json is empty",
        "cart  latest  v1      00000000060000000000000000 by Grace: v2 loses carts",
        "",
      ].join("\n"),
    );
    expect(JSON.parse(json.channels({ datastore: "file:releases", channels }))).toEqual({
      datastore: "file:releases",
      channels: [byHand, { service: "ad", channel: "latest", problem: "channels/latest/ad.json is empty" }],
    });
  });

  it("is sound, or says what mends it", () => {
    const counts = { records: 2, pointers: 1, channels: 1, services: 1 };
    const finding = { object: "channels/latest/ad.json", problem: "is empty", hint: "set it anew" };
    expect(terminal.verified({ datastore: "file:releases", findings: [], counts })).toBe(
      "sound: 2 records and 1 pointer of 1 service in file:releases\n",
    );
    expect(terminal.verified({ datastore: "file:releases", findings: [finding], counts })).toBe(
      [
        "channels/latest/ad.json is empty",
        "  hint: set it anew",
        "1 problem in 2 records and 1 pointer of 1 service in file:releases",
        "",
      ].join("\n"),
    );
  });

  it("says what pruning would take, and what it took", () => {
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
