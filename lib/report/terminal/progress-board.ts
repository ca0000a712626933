import { count } from "../../base/text.ts";
import type { EngineStack } from "../../app/engine/engine-run.ts";

/** Shows how far each stack is: on a terminal a line each that changes in place, else a line now and then and when it ends. */
export interface Board {
  readonly progress: (stack: string, rendered: number, total: number) => void;
  readonly end: (stack: EngineStack) => void;
}

/** Milliseconds between two lines about a stack in a log. */
const LOG_EVERY_MS = 10_000;

export interface BoardOptions {
  readonly err: (text: string) => void;
  readonly live: boolean;
  readonly stacks: readonly BoardStack[];
  /** Milliseconds of a clock that never goes back. @default performance.now */
  readonly now?: () => number;
}

/** What a stack has to render: its objects, and then its components, of which nobody knows yet how many objects they make. */
interface BoardStack {
  readonly stack: string;
  readonly objects: readonly unknown[];
  readonly components?: { readonly names: readonly string[] } | undefined;
}

export function openBoard({ err, live, stacks, now = () => performance.now() }: BoardOptions): Board {
  const width = Math.max(0, ...stacks.map(({ stack }) => stack.length));
  const components = new Map(
    stacks.flatMap((each) => (each.components ? [[each.stack, count(each.components.names.length, "component")]] : [])),
  );
  const state = new Map(stacks.map((each) => [each.stack, `waits with ${partsOf(each, components.get(each.stack)).join(" and ")}`]));
  let drawn = 0;
  const draw = (): void => {
    const lines = [...state].map(([stack, text]) => `\u001b[2K  ${stack.padEnd(width)}  ${text}\n`);
    err(`${drawn > 0 ? `\u001b[${drawn}A` : ""}${lines.join("")}`);
    drawn = lines.length;
  };
  const set = (stack: string, text: string, plain: boolean): void => {
    state.set(stack, text);
    if (live) draw();
    else if (plain) err(`${stack}: ${text}\n`);
  };
  if (live) draw();
  const logged = new Map(stacks.map(({ stack }) => [stack, now()]));
  const isDue = (stack: string): boolean => {
    const due = now() - (logged.get(stack) ?? 0) >= LOG_EVERY_MS;
    if (due) logged.set(stack, now());
    return due;
  };
  return {
    progress: (stack, rendered, total) => {
      const last = rendered >= total ? components.get(stack) : undefined;
      set(stack, `renders ${last ?? `${rendered} of ${total}`}`, isDue(stack));
    },
    end: ({ stack, outcome, seconds }) =>
      set(stack, `${outcome === "rendered" ? "rendered in" : "failed after"} ${seconds.toFixed(1)} s`, true),
  };
}

const partsOf = ({ objects }: BoardStack, components: string | undefined): readonly string[] => [
  ...(objects.length > 0 || components === undefined ? [count(objects.length, "object")] : []),
  ...(components === undefined ? [] : [components]),
];
