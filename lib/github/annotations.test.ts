import { expect, it } from "vitest";
import { HOSTILE_WORDS, RAW_CONTROLS } from "../../test/hostile-words.ts";
import { annotationsOf } from "./annotations.ts";

it.each(Object.entries({ ...HOSTILE_WORDS, "a megabyte": "x".repeat(1_000_000) }))(
  "a note with %s stays short and on one line",
  (_title, word) => {
    const finding = { file: "pulumi-gen/a.yaml", what: `stale${word}` as "stale", line: 0, found: undefined, expected: undefined };
    const diff = { from: "a", to: "b", groups: [], diff: { changes: [], risks: [], releases: [], locks: [] } };
    const check = { state: "read", value: { stacks: 1, objects: 1, findings: [finding], fix: undefined } } as const;
    const notes = annotationsOf({ diff, check, specs: new Map(), prefix: "ops/" } as unknown as Parameters<typeof annotationsOf>[0]);
    expect(notes.map(({ path, line, level }) => [path, line, level])).toEqual([["ops/pulumi-gen/a.yaml", 1, "failure"]]);
    expect(notes.flatMap(({ message }) => [...(message.match(RAW_CONTROLS) ?? []), ...message.split("\n").slice(1)])).toEqual([]);
    expect(notes[0]?.message.length).toBeLessThanOrEqual(16_000);
  },
);
