import { inspect } from "node:util";

/** Longer values are cut: what is thrown may be anything. */
const MOST_CHARACTERS = 300;

/** Causes of causes that are told. */
const MOST_CAUSES = 3;

/** What was thrown, in words: an error with its stack of calls and its causes, anything else as it would be written. */
export function thrownText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown === "string" ? JSON.stringify(cut(thrown)) : cut(shown(thrown));
  const said = headOf(thrown);
  const causes = causesOf(thrown, MOST_CAUSES).map((cause) => `, caused by ${cause}`);
  return [said + causes.join(""), ...framesOf(thrown)].join("\n");
}

/** `TypeError: no luck` */
const headOf = ({ name, message }: Error): string => (message === "" ? name : `${name}: ${message}`);

function causesOf(error: Error, most: number): readonly string[] {
  const [cause] = error instanceof AggregateError ? error.errors : [error.cause];
  if (cause === undefined || most === 0) return [];
  return cause instanceof Error ? [headOf(cause), ...causesOf(cause, most - 1)] : [thrownText(cause)];
}

const framesOf = ({ stack }: Error): readonly string[] =>
  (typeof stack === "string" ? stack : "").split("\n").filter((line) => isFrame(line));

/** Whether a line of a stack of calls names a place. */
export const isFrame = (line: string): boolean => /^\s+at .*:\d+:\d+\)?$/.test(line);

const cut = (text: string): string => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}...` : text);

const shown = (value: unknown): string => inspect(value, { depth: 2, breakLength: Infinity, compact: true, maxArrayLength: 20 });
