import type { Tier } from "../lib/model/tier.ts";
import type { Pointer } from "../lib/releases/pointer.ts";
import type { Case } from "../lib/resolve/case.ts";
import { decide } from "../lib/resolve/decide.ts";
import type { Decision } from "../lib/resolve/decision.ts";
import type { FleetVersions } from "../lib/resolve/gate.ts";
import type { LockMove } from "../lib/resolve/history.ts";
import { needsHistory } from "../lib/resolve/history-questions.ts";
import { entryFromPointer, type LockEntry } from "../lib/resolve/lock.ts";

/** The image repository in the spec of every row's service. */
export const IMAGE = "registry.example.com/shop/cart";

const digestOf = (tag: string): string => `sha256:${tag.replace(/\D/g, "").padStart(64, "0")}`;
const releaseOf = (tag: string): string => `R${tag.replace(/\D/g, "").padStart(25, "0")}`;

/** Returns the lock entry of `v2@3`: tag v2, followed when the channel had moved 3 times. `v2` is an entry that a person wrote. */
export function entryOf(text: string): LockEntry {
  const [tag = "", seq] = text.split("@");
  if (seq === undefined) return { digest: digestOf(tag), tag };
  return { digest: digestOf(tag), release: releaseOf(tag), seq: Number(seq), tag };
}

/** Returns an entry with a hold on another one. */
export function heldEntry(text: string, held: string): LockEntry {
  const { tag, release = "", seq = 0 } = entryOf(held);
  return { ...entryOf(text), hold: { tag, release, seq, by: "Ada Lovelace", commit: "1a2b3c4d" } };
}

/** Returns the pointer of a channel that names `v2@3`. A second word, `v1@4 hand`, means that a person moved it. */
export function pointerTo(text: string): Pointer {
  const [version = "", mover] = text.split(" ");
  const { tag, digest = "", release = "", seq = 1 } = entryOf(version);
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
    ...(mover === undefined ? {} : { by: "Grace Hopper", reason: "v2 loses carts" }),
  };
}

/** Returns the commits that moved an entry, newest first: `v2@2 -> v1@1`. */
export const history = (...moves: readonly string[]): readonly LockMove[] =>
  moves.map((move, index) => {
    const [before = "", after = ""] = move.split(" -> ").map((text) => (text === "" ? undefined : entryOf(text)));
    const commit = `${index + 1}${"a".repeat(39)}`;
    return {
      commit,
      author: "Ada Lovelace",
      subject: `Revert "cart"`,
      at: 1000 - index,
      before: before || undefined,
      after: after || undefined,
    };
  });

/** The history of a service whose last commit reverts v2. */
export const REVERT = history("v2@2 -> v1@1", "v1@1 -> v2@2", " -> v1@1");

/** One row of the table that specifies decisions. */
export interface Row {
  /** @default "latest" */
  readonly tier?: Tier;
  readonly locked?: string | LockEntry;
  /** The release that the channel names. */
  readonly channel?: string;
  readonly broken?: string;
  /** @default no moves */
  readonly moves?: readonly LockMove[];
  /** `outcome version`, with `hold <version>` if the entry has one afterwards. */
  readonly decision: string;
  readonly reason: string;
}

/** Returns the case that a row describes: service cart on stack here. */
export function caseOf({ tier = "latest", locked, channel, broken, moves = [] }: Omit<Row, "decision" | "reason">): Case {
  const pointer = channel === undefined ? undefined : pointerTo(channel);
  return {
    stack: "here",
    tier,
    channel: "latest",
    service: "cart",
    release: "cart",
    locked: typeof locked === "string" ? entryOf(locked) : locked,
    candidate: pointer === undefined ? undefined : { pointer, entry: entryFromPointer(pointer, { name: "cart", image: IMAGE }) },
    broken,
    moves,
  };
}

/** A fleet in which nobody resumes anything. */
export const FLEET: FleetVersions = {
  stacks: [],
  locks: new Map(),
  channels: new Map(),
  now: "2026-01-02T00:00:00Z",
  resume: new Set(),
};

/** Decides a row, in the words of its `decision` and `reason`. */
export function decideRow(row: Row): Pick<Row, "decision" | "reason"> {
  const { outcome, to, reason } = decide(caseOf(row), FLEET);
  const hold = to?.hold === undefined ? "" : `, hold ${to.hold.tag}`;
  return { decision: `${outcome} ${to?.tag ?? "-"}${hold}`, reason };
}

/** Decides a row with the history that a run would read, and with one that it would not read. Both must agree. */
export function decideWithUnreadHistory(row: Row): readonly Decision[] {
  const given = caseOf(row);
  return needsHistory(given, "repository") ? [] : [decide(given, FLEET), decide({ ...given, moves: REVERT }, FLEET)];
}
