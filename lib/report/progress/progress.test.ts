import { describe, expect, it } from "vitest";
import type { EngineStack } from "../../app/engine/engine-run.ts";
import type { AppEvent, StartedStack } from "../../app/events.ts";
import { openProgress } from "./progress.ts";

const CLEAR = "\u001b[2K";
const UP = "\u001b[2A";

const started = (stack: string, objects: number, components = 0): StartedStack => ({ stack, objects, components });

const ended = (stack: string, outcome: EngineStack["outcome"]): AppEvent => ({
  kind: "stack-ends",
  stack: { stack, objects: 3, seconds: 2.345, peakBytes: 0, outcome, message: undefined, diagnostics: [], problems: [] },
});

const START: AppEvent = { kind: "stacks-start", stacks: [started("latest", 3), started("staging", 1)] };
const RETRY: AppEvent = { kind: "datastore-retries", message: "retrying gs://acme" };
const PRINTS: AppEvent = { kind: "component-prints", stack: "latest", lines: ["fast"], more: 2 };

/** Replays events and returns what each of them writes. A number lets the clock run for so many seconds. */
function replay(liveLines: number, steps: readonly (AppEvent | number)[]): readonly string[] {
  const written: string[] = [];
  let milliseconds = 0;
  const onEvent = openProgress({ write: (text) => void written.push(text), liveLines, now: () => milliseconds });
  for (const step of steps) {
    if (typeof step === "number") milliseconds += step * 1000;
    else onEvent(step);
  }
  return written;
}

const rendered = (number: number): AppEvent => ({ kind: "stack-progresses", stack: "latest", rendered: number, total: 3 });

describe("the stacks of a run", () => {
  const RUN = [START, 5, rendered(1), 10, rendered(2), 10, rendered(3), ended("latest", "rendered"), ended("staging", "failed")];

  it("have a line each on a terminal, which changes in place", () => {
    const rows = (latest: string, staging: string): string => `${CLEAR}  latest   ${latest}\n${CLEAR}  staging  ${staging}\n`;
    expect(replay(2, RUN)).toEqual([
      rows("waits to render 3 objects", "waits to render 1 object"),
      UP + rows("renders 1 of 3", "waits to render 1 object"),
      UP + rows("renders 2 of 3", "waits to render 1 object"),
      UP + rows("renders 3 of 3", "waits to render 1 object"),
      UP + rows("rendered in 2.3 s", "waits to render 1 object"),
      UP + rows("rendered in 2.3 s", "failed after 2.3 s"),
    ]);
  });

  it.each([
    ["a log", 0],
    ["a terminal that is too low", 1],
  ])("have a line every 10 s in %s, and one when they end", (_title, liveLines) => {
    expect(replay(liveLines, RUN)).toEqual([
      "latest: renders 2 of 3\n",
      "latest: renders 3 of 3\n",
      "latest: rendered in 2.3 s\n",
      "staging: failed after 2.3 s\n",
    ]);
  });

  it.each<readonly [what: string, stack: StartedStack, states: readonly string[]]>([
    ["no objects", started("latest", 0), ["waits to render 0 objects", "renders 0 of 0"]],
    ["objects", started("latest", 2), ["waits to render 2 objects", "renders 1 of 2", "renders 2 of 2"]],
    ["a component", started("latest", 0, 1), ["waits to render 1 component", "renders 1 component"]],
    ["components", started("latest", 0, 2), ["waits to render 2 components", "renders 2 components"]],
    [
      "objects, and then a component",
      started("latest", 2, 1),
      ["waits to render 2 objects and 1 component", "renders 1 of 2", "renders 1 component"],
    ],
  ])("show the parts of a stack with %s", (_what, stack, states) => {
    const total = stack.objects;
    const numbers = total === 0 ? [0] : Array.from({ length: total }, (_, index) => index + 1);
    const progresses = numbers.map((number): AppEvent => ({ kind: "stack-progresses", stack: "latest", rendered: number, total }));
    const written = replay(1, [{ kind: "stacks-start", stacks: [stack] }, ...progresses]);
    expect(written.map((text) => text.split("latest  ")[1]?.trimEnd())).toEqual(states);
  });
});

describe("other lines", () => {
  const PRINTED = ["latest: fast\n", "latest: ... and 2 more lines\n"];

  it("come after the last drawing of a live board", () => {
    const written = replay(2, [START, RETRY, PRINTS, ended("latest", "rendered"), ended("staging", "rendered"), RETRY]);
    expect(written.slice(3)).toEqual(["retrying gs://acme\n", ...PRINTED, "retrying gs://acme\n"]);
    expect(written.slice(0, 3).every((text) => text.includes(CLEAR))).toBe(true);
  });

  it("come at once in a log", () => {
    expect(replay(0, [START, RETRY, PRINTS, ended("latest", "rendered")])).toEqual([
      "retrying gs://acme\n",
      ...PRINTED,
      "latest: rendered in 2.3 s\n",
    ]);
  });

  it("come before the next board, if an earlier one never ended", () => {
    const written = replay(2, [START, PRINTS, START]);
    expect(written.slice(1, 3)).toEqual(PRINTED);
  });

  it("come at once without a board", () => {
    expect(replay(2, [RETRY])).toEqual(["retrying gs://acme\n"]);
  });

  it.each<AppEvent>([
    { kind: "demo-heading", number: 1, title: "Render" },
    { kind: "demo-command", line: "fairlead up" },
    { kind: "demo-output", text: "up to date" },
    { kind: "demo-text", text: "The end" },
  ])("are not $kind", (event) => {
    expect(replay(2, [event])).toEqual([]);
  });
});
