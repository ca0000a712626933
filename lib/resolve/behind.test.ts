import { expect, it } from "vitest";
import type { Pointer } from "../releases/pointer.ts";
import { releasesBehind } from "./behind.ts";
import type { LockEntry } from "./lock.ts";

const digest = (seq: number): string => `sha256:${String(seq).padStart(64, "0")}`;
const entry = (seq: number, more: Partial<LockEntry> = {}): LockEntry => ({
  channel: "main",
  digest: digest(seq),
  seq,
  tag: `v${seq}`,
  ...more,
});
const pointer = (seq: number): Pointer => ({
  schema: 1,
  service: "cart",
  channel: "main",
  release: `000000000${seq}-0123456789ab`,
  seq,
  image: "registry.example.com/cart",
  tag: `v${seq}`,
  digest: digest(seq),
  newest: `000000000${seq}-0123456789ab`,
  newestBuild: seq,
  newestBuiltAt: "2026-01-31T12:00:00Z",
  movedAt: "2026-01-31T12:00:00Z",
  writeId: "1",
});

it.each<[title: string, locked: LockEntry | undefined, channel: Pointer | undefined, behind: number | undefined]>([
  ["the release of the channel", entry(3), pointer(3), 0],
  ["the release before", entry(3), pointer(4), 1],
  ["an older release", entry(3), pointer(7), 4],
  ["a higher number than the channel", entry(9), pointer(4), 1],
  ["another channel", entry(3, { channel: "next" }), pointer(4), undefined],
  ["no number", { channel: "main", digest: digest(1), tag: "v1" }, pointer(4), undefined],
  ["no entry", undefined, pointer(4), undefined],
  ["no release in the channel", entry(3), undefined, undefined],
])("counts the releases since %s", (_title, locked, channel, behind) => {
  expect(releasesBehind(locked, channel)).toBe(behind);
});
