import { expect } from "vitest";
import type { TreeCopy } from "../tree-copy.ts";
import type { Recipe } from "./recipe.ts";

const LOCK = "pulumi-gen/latest/versions.yaml";
const ENTRY = /^(cartservice:\n)(?: {2}note: \w+\n)?/m;

/** Renders with a note in front of the entry of cartservice. @returns the exit code, the message and the first fields of the entry */
function renderNote(copy: TreeCopy, note: string): readonly unknown[] {
  copy.write(LOCK, copy.read(LOCK).replace(ENTRY, `$1  note: ${note}\n`));
  const { status, stderr } = copy.fairlead("render", "--stack", "latest");
  return [
    status,
    /cartservice\.note.*/.exec(stderr)?.[0],
    /^cartservice:\n(?: {2}\w.*\n)* {2}note: \w+\n {2}release/m.test(copy.read(LOCK)),
  ];
}

export const lockField: Recipe = {
  touches: {
    "an entry in `lib/resolve/lock-fields.ts`": [
      {
        path: "lib/resolve/lock-fields.ts",
        before: '  release: { ...release, meaning: "The id of the release record',
        line: '  note: { type: "string", grammar: "[a-z]+", shape: "a word", meaning: "A word.", required: false },\n',
      },
    ],
  },
  documented: ["docs/rendering.md", "| `note` | A word. |"],
  check: (copy) => {
    expect(renderNote(copy, "BAD")).toEqual([3, 'cartservice.note: "BAD" is not a word', false]);
    expect(renderNote(copy, "good")).toEqual([0, undefined, true]);
  },
};
