import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../temporary-directory.ts";
import { CHANNELS, RELEASES } from "../../lib/releases/names.ts";
import { readChannel, readRelease } from "../../lib/releases/read.ts";
import { recordRelease } from "../../lib/releases/record.ts";
import { parseRelease } from "../../lib/releases/release.ts";
import type { Store } from "../../lib/releases/store.ts";
import { endOf, startChild } from "./child.ts";
import { open } from "./place.ts";
import { sampleRelease, sampleWriter } from "./samples.ts";

/** The points at which the process dies, in order. Each has the builds recorded and named by then, and the outcome of a repeat. */
const points: readonly (readonly [point: string, recorded: number, named: number, repeat: string])[] = [
  ["record: before", 0, 0, "recorded, moved"],
  ["record: write", 0, 0, "recorded, moved"],
  ["record: sync", 0, 0, "recorded, moved"],
  ["record: rename", 0, 0, "recorded, moved"],
  ["record: sync directory", 1, 0, "unchanged, moved"],
  ["record: after", 1, 0, "unchanged, moved"],
  ["pointer: read", 1, 0, "unchanged, moved"],
  ["pointer: before", 1, 0, "unchanged, moved"],
  ["pointer: write", 1, 0, "unchanged, moved"],
  ["pointer: sync", 1, 0, "unchanged, moved"],
  ["pointer: rename", 1, 0, "unchanged, moved"],
  ["pointer: sync directory", 1, 1, "unchanged, unchanged"],
  ["pointer: after", 1, 1, "unchanged, unchanged"],
];

/** Reads the recorded builds, and the release and number of moves of the channel. */
async function readable(store: Store): Promise<{ readonly builds: readonly number[]; readonly named: string }> {
  const builds: number[] = [];
  for (const { name } of await store.list(RELEASES)) {
    const release = parseRelease((await store.read(name))?.text ?? "");
    builds.push("value" in release ? release.value.build : Number.NaN);
  }
  const { pointers, broken } = await readChannel(store, "main");
  expect([...broken]).toEqual([]);
  const pointer = pointers.get("cartservice");
  if (pointer === undefined) return { builds, named: "nothing" };
  expect(await readRelease(store, "cartservice", pointer.release)).toHaveProperty("value.id", pointer.release);
  return { builds, named: `${pointer.tag}, seq ${pointer.seq}` };
}

const filesOf = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));

describe.each([
  { service: "the service's first build", before: [] },
  { service: "its next build", before: [4] },
])("a process is killed while it records $service", ({ before }) => {
  it.each(points)("%s", async (point, recorded, named, repeat) => {
    const root = temporaryDirectory("kill");
    const store = await open({ url: `file:${root}` });
    const record = async (build: number): Promise<string> => {
      const result = await recordRelease(store, sampleRelease("cartservice", build, "repeat"), "main", sampleWriter("repeat"));
      return `${result.record}, ${result.channel.outcome}`;
    };
    for (const build of before) await record(build);
    const old = await readable(store);

    expect(await endOf(startChild("kill-process.ts", [root, "cartservice", "5", point]))).toBe("SIGKILL");
    const after = `v0.1.5, seq ${before.length + 1}`;
    expect(await readable(store)).toEqual({
      builds: [...before, ...(recorded === 1 ? [5] : [])],
      named: named === 1 ? after : old.named,
    });

    expect(await record(5)).toBe(repeat);
    expect(await readable(store)).toEqual({ builds: [...before, 5], named: after });
    expect(filesOf(root).length).toBe((await store.list(RELEASES)).length + (await store.list(CHANNELS)).length);
    expect(await record(5)).toBe("unchanged, unchanged");
  });
});

it("a process that is not killed records its build", async () => {
  const root = temporaryDirectory("kill");
  expect(await endOf(startChild("kill-process.ts", [root, "cartservice", "5", "nowhere"]))).toBe(0);
  expect(await readable(await open({ url: `file:${root}` }))).toEqual({ builds: [5], named: "v0.1.5, seq 1" });
});
