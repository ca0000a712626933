import { describe, expect, it } from "vitest";
import type { EngineStack } from "../../app/engine/engine-run.ts";
import { openBoard } from "./progress-board.ts";

const STACKS = [
  { stack: "latest", objects: [1, 2, 3] },
  { stack: "staging", objects: [1] },
];

const ended = (stack: string, outcome: EngineStack["outcome"]): EngineStack => ({
  stack,
  objects: 3,
  seconds: 2.345,
  peakBytes: 0,
  outcome,
  message: undefined,
  diagnostics: [],
  problems: [],
});

/** What a run of two stacks shows; the first takes 25 s. */
function shown(live: boolean): readonly string[] {
  const written: string[] = [];
  let milliseconds = 0;
  const board = openBoard({ err: (text) => written.push(text), live, stacks: STACKS, now: () => milliseconds });
  for (const rendered of [1, 2, 3]) {
    milliseconds += rendered === 1 ? 5000 : 10_000;
    board.progress("latest", rendered, 3);
  }
  board.end(ended("latest", "rendered"));
  board.end(ended("staging", "failed"));
  return written;
}

describe("what a stack has to render", () => {
  it.each<readonly [what: string, objects: number, components: readonly string[], shown: readonly string[]]>([
    ["objects", 2, [], ["waits with 2 objects", "renders 1 of 2", "renders 2 of 2"]],
    ["a component", 0, ["dashboards"], ["waits with 1 component", "renders 1 component"]],
    ["components", 0, ["dashboards", "alerts"], ["waits with 2 components", "renders 2 components"]],
    ["objects, and then a component", 2, ["dashboards"], ["waits with 2 objects and 1 component", "renders 1 of 2", "renders 1 component"]],
  ])("%s", (_what, total, names, shown) => {
    const written: string[] = [];
    const stack = { stack: "latest", objects: Array.from({ length: total }), components: names.length === 0 ? undefined : { names } };
    const board = openBoard({ err: (text) => written.push(text), live: true, stacks: [stack] });
    for (let rendered = Math.min(1, total); rendered <= total; rendered += 1) board.progress("latest", rendered, total);
    expect(written.map((text) => text.split("latest  ")[1]?.trimEnd())).toEqual(shown);
  });
});

describe("how far each stack is", () => {
  it("is a line each on a terminal, which changes in place", () => {
    const written = shown(true);
    const clear = "\u001b[2K";
    expect(written[0]).toBe(`${clear}  latest   waits with 3 objects\n${clear}  staging  waits with 1 object\n`);
    expect(written[1]).toBe(`\u001b[2A${clear}  latest   renders 1 of 3\n${clear}  staging  waits with 1 object\n`);
    expect(written.at(-1)).toBe(`\u001b[2A${clear}  latest   rendered in 2.3 s\n${clear}  staging  failed after 2.3 s\n`);
    expect(written.length).toBe(6);
  });

  it("is a line now and then in a log, and one when it ends", () => {
    expect(shown(false)).toEqual([
      "latest: renders 2 of 3\n",
      "latest: renders 3 of 3\n",
      "latest: rendered in 2.3 s\n",
      "staging: failed after 2.3 s\n",
    ]);
  });
});
