import { escapeControls } from "../../base/escape-controls.ts";
import type { EngineStack } from "../../app/engine/engine-run.ts";
import type { StartedStack } from "../../app/events.ts";
import { count } from "../../base/text.ts";

/** The progress of the stacks that the engine renders. */
export interface StackBoard {
  readonly progress: (stack: string, rendered: number, total: number) => void;
  readonly end: (stack: EngineStack) => void;
  /** True until every stack has ended. */
  readonly isOpen: () => boolean;
}

export interface StackBoardOptions {
  readonly write: (text: string) => void;
  /** `live` redraws a line for each stack in place, on a terminal. `log` writes a line now and then. */
  readonly mode: "live" | "log";
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** Milliseconds between two lines about a stack in a log. */
const LOG_EVERY_MS = 10_000;

/** Opens a board; a live one draws its lines at once. */
export function openStackBoard(stacks: readonly StartedStack[], { write, mode, now }: StackBoardOptions): StackBoard {
  const components = new Map(stacks.map((each) => [each.stack, each.components]));
  const states = new Map(stacks.map((each) => [each.stack, `waits to render ${partsText(each)}`]));
  const running = new Set(states.keys());
  const logged = new Map(stacks.map(({ stack }) => [stack, now()]));
  const isDue = (stack: string): boolean => now() - (logged.get(stack) ?? 0) >= LOG_EVERY_MS;
  const width = Math.max(0, ...stacks.map(({ stack }) => escapeControls(stack).length));
  let drawn = 0;
  const draw = (): void => {
    const rows = [...states].map(([stack, state]) => `${CLEAR_LINE}  ${escapeControls(stack).padEnd(width)}  ${state}\n`);
    write(`${drawn > 0 ? cursorUp(drawn) : ""}${rows.join("")}`);
    drawn = rows.length;
  };
  const log = (stack: string, state: string): void => {
    logged.set(stack, now());
    write(`${escapeControls(stack)}: ${state}\n`);
  };
  if (mode === "live") draw();
  return {
    progress: (stack, rendered, total) => {
      const left = components.get(stack) ?? 0;
      // A stack renders its components after its objects, in one step.
      const state = `renders ${rendered >= total && left > 0 ? count(left, "component") : `${rendered} of ${total}`}`;
      states.set(stack, state);
      if (mode === "live") draw();
      else if (isDue(stack)) log(stack, state);
    },
    end: ({ stack, outcome, seconds }) => {
      const state = `${outcome === "rendered" ? "rendered in" : "failed after"} ${seconds.toFixed(1)} s`;
      states.set(stack, state);
      running.delete(stack);
      if (mode === "live") draw();
      else log(stack, state);
    },
    isOpen: () => running.size > 0,
  };
}

/** Erases the terminal's current line. */
const CLEAR_LINE = "\u001b[2K";

/** Moves the terminal's cursor up by a number of lines. */
const cursorUp = (lines: number): string => `\u001b[${lines}A`;

function partsText({ objects, components }: StartedStack): string {
  const parts = [
    ...(objects > 0 || components === 0 ? [count(objects, "object")] : []),
    ...(components > 0 ? [count(components, "component")] : []),
  ];
  return parts.join(" and ");
}
