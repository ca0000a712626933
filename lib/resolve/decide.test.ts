import { describe, expect, it } from "vitest";
import type { Pointer } from "../releases/pointer.ts";
import type { Tier } from "../model/tier.ts";
import { decide, needsHistory } from "./decide.ts";
import type { LockMove } from "./history.ts";
import type { LockEntry } from "./lock.ts";

const IMAGE = "registry.example.com/shop/cart";
const digestOf = (tag: string): string => `sha256:${tag.replace(/\D/g, "").padStart(64, "0")}`;
const releaseOf = (tag: string): string => `R${tag.replace(/\D/g, "").padStart(25, "0")}`;

/** A line of the lock, `v2@3`: the tag, and where the channel stood in its moves. */
function line(text: string): LockEntry {
  const [tag = "", seq] = text.split("@");
  if (seq === undefined) return { digest: digestOf(tag), tag };
  return { digest: digestOf(tag), release: releaseOf(tag), seq: Number(seq), tag };
}

const heldOn = (text: string, held: string): LockEntry => {
  const { tag, release, seq } = line(held);
  return { ...line(text), hold: { tag, release, seq, by: "Ada Lovelace", commit: "1a2b3c4d" } as LockEntry["hold"] & object };
};

/** What the channel names, `v2@3`; put there by hand with a third part, `v1@4 by hand`. */
function pointer(text: string): Pointer {
  const [version = "", by] = text.split(" ");
  const { tag, digest = "", release = "", seq = 1 } = line(version);
  const hand = by === undefined ? {} : { by: "Grace Hopper", reason: "v2 loses carts" };
  return {
    schema: 1,
    service: "cart",
    channel: "latest",
    release,
    seq,
    image: IMAGE,
    tag,
    digest,
    newest: release,
    newestBuild: 1,
    newestBuiltAt: "2026-01-01T00:00:00Z",
    movedAt: "2026-01-01T00:00:00Z",
    writeId: "w",
    ...hand,
  };
}

/** Commits that moved the line, newest first: `v2@2 -> v1@1`. */
const history = (...moves: readonly string[]): readonly LockMove[] =>
  moves.map((move, index) => {
    const [before = "", after = ""] = move.split(" -> ");
    const entry = (text: string): LockEntry | undefined => (text === "" ? undefined : line(text));
    const commit = `${index + 1}${"a".repeat(39)}`;
    return { commit, author: "Ada Lovelace", subject: `Revert "cart"`, at: 1000 - index, before: entry(before), after: entry(after) };
  });

const REVERT = history("v2@2 -> v1@1", "v1@1 -> v2@2", " -> v1@1");

interface Row {
  readonly tier?: Tier;
  readonly locked?: string | LockEntry;
  readonly channel?: string;
  readonly broken?: string;
  readonly moves?: readonly LockMove[];
  /** `outcome version`, with `hold <version>` where the line gets one. */
  readonly decision: string;
  readonly reason: string;
}

const ROWS: Readonly<Record<string, Row>> = {
  "the channel names what runs": { locked: "v1@1", channel: "v1@1", decision: "keep v1", reason: "channel latest names v1" },
  "the channel names a newer release": {
    locked: "v1@1",
    channel: "v2@2",
    moves: history(" -> v1@1"),
    decision: "advance v2",
    reason: "channel latest names v2",
  },
  "a service that is new to the stack": { channel: "v2@2", decision: "new v2", reason: "channel latest names v2" },
  "a line written by hand turns out to be a release": {
    locked: "v1",
    channel: "v1@1",
    decision: "keep v1",
    reason: "v1 is what channel latest names",
  },
  "nothing is recorded, the line was written by hand": {
    locked: "v1",
    decision: "keep v1",
    reason: "nothing is recorded in channel latest yet",
  },
  "nothing is recorded, and there is no line": { decision: "invalid -", reason: "channel latest has no release of it" },
  "the pointer is gone": {
    locked: "v1@1",
    decision: "invalid v1",
    reason: "channel latest names no release of it any more, and v1 came from one",
  },
  "the pointer or record is broken": {
    locked: "v1@1",
    channel: "v2@2",
    broken: "channels/latest/cart.json is not JSON",
    decision: "invalid v1",
    reason: "channels/latest/cart.json is not JSON",
  },
  "a revert of the commit that brought the release": {
    locked: "v1@1",
    channel: "v2@2",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "the same on prod": {
    tier: "prod",
    locked: "v1@1",
    channel: "v2@2",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "the hold is in the lock": {
    locked: heldOn("v1@1", "v2@2"),
    channel: "v2@2",
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "a later release lifts the hold on latest": {
    locked: heldOn("v1@1", "v2@2"),
    channel: "v3@3",
    moves: REVERT,
    decision: "advance v3",
    reason: "channel latest names v3; it lifts the hold on v2",
  },
  "a later release lifts the hold on staging": {
    tier: "staging",
    locked: heldOn("v1@1", "v2@2"),
    channel: "v3@3",
    moves: REVERT,
    decision: "advance v3",
    reason: "channel latest names v3; it lifts the hold on v2",
  },
  "a later release does not lift the hold on prod": {
    tier: "prod",
    locked: heldOn("v1@1", "v2@2"),
    channel: "v3@3",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4, and v3 does not lift that on prod",
  },
  "a later release before the hold was written, on latest": {
    locked: "v1@1",
    channel: "v3@3",
    moves: REVERT,
    decision: "advance v3",
    reason: "channel latest names v3",
  },
  "a later release before the hold was written, on prod": {
    tier: "prod",
    locked: "v1@1",
    channel: "v3@3",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart"), and v3 does not lift that on prod',
  },
  "the channel was moved back by hand": {
    locked: "v2@2",
    channel: "v1@3 hand",
    moves: history("v1@1 -> v2@2", " -> v1@1"),
    decision: "advance v1",
    reason: "channel latest names v1, where Grace Hopper put it: v2 loses carts",
  },
  "the same on prod, which follows": {
    tier: "prod",
    locked: "v2@2",
    channel: "v1@3 hand",
    moves: history("v1@1 -> v2@2", " -> v1@1"),
    decision: "advance v1",
    reason: "channel latest names v1, where Grace Hopper put it: v2 loses carts",
  },
  "back by hand, then forward by hand to what ran before": {
    tier: "prod",
    locked: "v1@3",
    channel: "v2@4 hand",
    moves: history("v2@2 -> v1@3", "v1@1 -> v2@2", " -> v1@1"),
    decision: "advance v2",
    reason: "channel latest names v2, where Grace Hopper put it: v2 loses carts",
  },
  "the channel was moved back by hand to where the revert went": {
    locked: heldOn("v1@1", "v2@2"),
    channel: "v1@3 hand",
    decision: "keep v1",
    reason: "channel latest has moved on from v2, which was rolled back",
  },
  "the same on prod keeps its hold": {
    tier: "prod",
    locked: heldOn("v1@1", "v2@2"),
    channel: "v1@3 hand",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "a revert that took the channel back as well": {
    locked: "v1@1",
    channel: "v1@1",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "the same, and the release is recorded again": {
    locked: heldOn("v1@1", "v2@2"),
    channel: "v2@2",
    moves: REVERT,
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by Ada Lovelace in 1a2b3c4",
  },
  "the same, and the next release stands where the one before stood": {
    locked: heldOn("v1@1", "v2@2"),
    channel: "v3@2",
    moves: REVERT,
    decision: "advance v3",
    reason: "channel latest names v3; it lifts the hold on v2",
  },
  "the revert was reverted": { locked: "v2@2", channel: "v2@2", decision: "keep v2", reason: "channel latest names v2" },
  "two reverts, one after the other": {
    locked: "v1@1",
    channel: "v3@3",
    moves: history("v2@2 -> v1@1", "v3@3 -> v2@2", "v2@2 -> v3@3", "v1@1 -> v2@2"),
    decision: "held v1, hold v3",
    reason: 'v3 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "the release that lifted a hold is reverted, too": {
    locked: heldOn("v1@1", "v2@2"),
    channel: "v3@3",
    moves: history("v3@3 -> v1@1", "v1@1 -> v3@3", "v2@2 -> v1@1", "v1@1 -> v2@2"),
    decision: "held v1, hold v3",
    reason: 'v3 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "an older version, written into the line by hand": {
    locked: "v1",
    channel: "v2@2",
    moves: history("v2@2 -> v1", "v1@1 -> v2@2"),
    decision: "held v1, hold v2",
    reason: 'v2 was rolled back by Ada Lovelace in 1aaaaaa (Revert "cart")',
  },
  "a revert that is not committed": {
    locked: "v1@1",
    channel: "v2@2",
    moves: [{ commit: undefined, author: "an edit", subject: "", at: Infinity, before: line("v2@2"), after: line("v1@1") }],
    decision: "held v1, hold v2",
    reason: "v2 was rolled back by an edit in the working tree, not committed",
  },
  "a long-past rollback, and two releases since": {
    tier: "prod",
    locked: "v4@4",
    channel: "v5@5",
    moves: history("v3@3 -> v4@4", "v1@1 -> v3@3", "v2@2 -> v1@1", "v1@1 -> v2@2"),
    decision: "advance v5",
    reason: "channel latest names v5",
  },
  "the same image under another record, as after a datastore was filled anew": {
    tier: "prod",
    locked: { ...line("v1@1"), release: "ANEW" },
    channel: "v2@2",
    moves: [
      { commit: "c".repeat(40), author: "Ada", subject: "Anew", at: 1, before: line("v1@1"), after: { ...line("v1@1"), release: "ANEW" } },
      ...history(" -> v1@1"),
    ],
    decision: "advance v2",
    reason: "channel latest names v2",
  },
  "a tag gets its digest": {
    locked: { tag: "v1" },
    channel: "v1@1",
    moves: [],
    decision: "advance v1",
    reason: "channel latest names v1",
  },
};

describe("decide", () => {
  it.each(Object.entries(ROWS))("%s", (_title, { tier = "latest", locked, channel, broken, moves = [], decision, reason }) => {
    const given = {
      stack: "here",
      tier,
      channel: "latest",
      service: "cart",
      image: IMAGE,
      locked: typeof locked === "string" ? line(locked) : locked,
      pointer: channel === undefined ? undefined : pointer(channel),
      broken,
      moves,
    };
    const { outcome, to, reason: why } = decide(given);
    const hold = to?.hold === undefined ? "" : `, hold ${to.hold.tag}`;
    expect({ decision: `${outcome} ${to?.tag ?? "-"}${hold}`, reason: why }).toEqual({ decision, reason });
    // History is read where it can matter, and only there.
    if (!needsHistory(given, true)) expect(decide({ ...given, moves: REVERT })).toEqual(decide(given));
  });

  it("names the repository only where it is not the one in the spec", () => {
    const other = { ...pointer("v2@2"), image: "registry.example.com/other/cart" };
    const given = {
      stack: "here",
      tier: "latest",
      channel: "latest",
      service: "cart",
      image: IMAGE,
      locked: undefined,
      broken: undefined,
    } as const;
    expect(decide({ ...given, pointer: pointer("v2@2"), moves: [] }).to).toEqual(line("v2@2"));
    expect(decide({ ...given, pointer: other, moves: [] }).to).toEqual({ ...line("v2@2"), image: "registry.example.com/other/cart" });
  });

  it("says with a hold how it is lifted", () => {
    const given = {
      stack: "here",
      channel: "latest",
      service: "cart",
      image: IMAGE,
      locked: line("v1@1"),
      pointer: pointer("v2@2"),
    } as const;
    const hint = (tier: Tier): string | undefined => decide({ ...given, tier, broken: undefined, moves: REVERT }).hint;
    expect([hint("staging"), hint("prod")]).toEqual([
      "a release newer than v2 lifts it; now: fairlead resume here/cart",
      "fairlead resume here/cart",
    ]);
  });
});
