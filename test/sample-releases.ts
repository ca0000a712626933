import type { Results } from "../lib/report/results/results.ts";
import { movedPointer } from "../lib/releases/pointer.ts";
import { makeRelease } from "../lib/releases/release.ts";

const RELEASE = makeRelease({
  service: "cart",
  image: "r.example.com/cart",
  tag: "v1",
  digest: `sha256:${"a".repeat(64)}`,
  commit: "5b3a712",
  run: "1",
  build: 1,
  builtAt: "2026-01-31T12:00:00Z",
  writeId: "w",
});
const POINTER = movedPointer(undefined, RELEASE, { channel: "latest", at: RELEASE.builtAt, writeId: "w" });

type Name = "recorded" | "channelSet" | "promoted" | "channels" | "releases" | "release" | "verified" | "pruned";

/** Returns samples of each result about the datastore, with the word in each string from outside. */
export function sampleReleases(word: string): { readonly [K in Name]: readonly Results[K][] } {
  const datastore = `file:${word}`;
  const record = { service: `cart${word}`, id: `1${word}`, builtAt: "2025-01-01T00:00:00Z" };
  const plan = { olderThan: "2025-10-01T00:00:00.000Z", remove: [record] };
  return {
    recorded: [
      [
        {
          datastore,
          release: { ...RELEASE, tag: word },
          record: "recorded",
          channel: { name: word, outcome: "unchanged", pointer: { ...POINTER, tag: word, by: word, reason: word } },
        },
        {
          datastore,
          release: { ...RELEASE, tag: word, id: `2${word}` },
          record: "unchanged",
          channel: { name: word, outcome: "unchanged", pointer: { ...POINTER, tag: word, by: word, reason: word } },
        },
        {
          datastore,
          release: { ...RELEASE, tag: word },
          record: "recorded",
          channel: { name: word, outcome: "moved", pointer: { ...POINTER, tag: word, previous: word } },
        },
      ],
    ],
    channelSet: [
      { datastore: word, outcome: "moved", pointer: { ...POINTER, tag: word, service: word } },
      { datastore: word, outcome: "unchanged", pointer: { ...POINTER, channel: word, tag: word, service: word } },
    ],
    promoted: [
      {
        datastore,
        from: `main${word}`,
        to: `stable${word}`,
        created: true,
        promotions: (["moved", "unchanged", "newer", "pinned", "failed"] as const).map((outcome) => ({
          service: `cart${word}`,
          outcome,
          release: { id: `1${word}`, tag: `v2${word}` },
          before: { id: `2${word}`, tag: `v1${word}` },
          reason: `set by ${word}`,
        })),
      },
    ],
    channels: [
      {
        datastore: "file:releases",
        channels: [
          {
            name: `latest${word}`,
            pointers: new Map([["cart", { ...POINTER, service: `cart${word}`, tag: `v1${word}`, by: word, reason: word }]]),
            broken: new Map([[`ad${word}`, `ad.json ${word}`]]),
          },
        ],
      },
      { datastore, channels: [] },
    ],
    releases: [
      {
        datastore,
        service: `cart${word}`,
        releases: [
          { id: `A${word}`, channels: [word], value: { ...RELEASE, tag: word } },
          { id: `B${word}`, channels: [], problem: `is ${word}` },
        ],
      },
      { datastore, service: `cart${word}`, releases: [] },
    ],
    release: [{ datastore, release: { ...RELEASE, tag: word, run: word, repository: word }, channels: [word] }],
    verified: [
      {
        datastore,
        findings: [{ object: `x${word}`, problem: word, hint: word }],
        counts: { records: 1, pointers: 1, channels: 1, services: 1 },
      },
    ],
    pruned: [
      { datastore, records: 9, plan, pruned: undefined },
      { datastore, records: 9, plan, pruned: { removed: [record], kept: [record], absent: [], restored: [] } },
    ],
  };
}
