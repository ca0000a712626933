import type { Tier } from "../lib/model/tier.ts";
import type { Pointer } from "../lib/releases/pointer.ts";
import type { Case } from "../lib/resolve/case.ts";
import { decide } from "../lib/resolve/decide.ts";
import type { Decision } from "../lib/resolve/decision.ts";
import type { FleetVersions } from "../lib/resolve/gate.ts";
import { HistoryWalk, type PairHistory } from "../lib/resolve/history.ts";
import { releaseId } from "../lib/releases/release-id.ts";
import { needsHistory } from "../lib/resolve/history-questions.ts";
import type { LockEntry } from "../lib/resolve/lock.ts";

/** The image repository in the spec of every row's service. */
export const IMAGE = "registry.example.com/shop/cart";

const digestOf = (tag: string): string => `sha256:${tag.replace(/\D/g, "").padEnd(64, "0")}`;
const releaseOf = (tag: string): string => releaseId(Number(tag.replace(/\D/g, "")), digestOf(tag));

/** Returns the lock entry of `v2@3`: tag v2, followed when the channel had moved 3 times. `v2` is an entry that a person wrote. */
export function entryOf(text: string): LockEntry {
  const [tag = "", seq] = text.split("@");
  if (seq === undefined) return { digest: digestOf(tag), tag };
  return { channel: "latest", digest: digestOf(tag), image: IMAGE, release: releaseOf(tag), seq: Number(seq), tag };
}

/** Returns an entry with a hold on another one. @param said the author of a hold that was written before its commit */
export function heldEntry(text: string, held: string, said?: string): LockEntry {
  const { tag, digest = "", release = "", seq = 0 } = entryOf(held);
  return {
    ...entryOf(text),
    hold: { ...(said === undefined ? { by: "Ada Lovelace", commit: "1a2b3c4d" } : { by: said }), digest, release, seq, tag },
  };
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

/** A commit that moved an entry. */
export interface Moved {
  readonly before: LockEntry | undefined;
  readonly after: LockEntry | undefined;
}

/** Returns the commits that moved an entry, newest first: `v2@2 -> v1@1`. */
export const history = (...moves: readonly string[]): readonly Moved[] =>
  moves.map((move) => {
    const [before, after] = move.split(" -> ").map((text) => (text === "" ? undefined : entryOf(text)));
    return { before, after };
  });

/** Walks a history without merges. The newest commit is 1aaaaaa. */
export function walk(locked: LockEntry | undefined, moves: readonly Moved[]): PairHistory {
  const entries = [...moves.map(({ after }) => after), moves.at(-1)?.before];
  const found = new HistoryWalk(locked);
  let leadsOn = found.begin(entries[0]);
  for (const at of moves.keys()) {
    const by = { commit: `${at + 1}${"a".repeat(39)}`, author: "Ada Lovelace", subject: `Revert "cart"` };
    leadsOn &&= found.step(entries[at], entries[at + 1], by);
  }
  return found.result;
}

/** The history of a service whose last commit reverts v2. */
export const REVERT: readonly Moved[] = history("v2@2 -> v1@1", "v1@1 -> v2@2", " -> v1@1");

/** One row of the table that specifies decisions. */
export interface Row {
  /** @default "latest" */
  readonly tier?: Tier;
  readonly locked?: string | LockEntry;
  /** The release that the channel names. */
  readonly channel?: string | Pointer;
  readonly broken?: string;
  /** @default false */
  readonly isDeployed?: boolean;
  /** @default git is not asked */
  readonly moves?: readonly Moved[];
  /** `outcome version`, with `hold <version>` if the entry has one afterwards. */
  readonly decision: string;
  readonly reason: string;
}

/** Returns the case that a row describes: service cart on stack here. */
export function caseOf({ tier = "latest", locked, channel, broken, moves, isDeployed = false }: Omit<Row, "decision" | "reason">): Case {
  const entry = typeof locked === "string" ? entryOf(locked) : locked;
  return {
    stack: "here",
    tier,
    channel: "latest",
    service: "cart",
    release: "cart",
    repositories: [IMAGE],
    locked: entry,
    candidate: typeof channel === "string" ? pointerTo(channel) : channel,
    broken,
    isDeployed,
    history: moves === undefined ? undefined : walk(entry, moves),
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
  return needsHistory(given, "repository") ? [] : [decide(given, FLEET), decide({ ...given, history: walk(given.locked, REVERT) }, FLEET)];
}
