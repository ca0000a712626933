import { inspect } from "node:util";
import { isFrame } from "./stack-frames.ts";

/** Longer values are cut: a program may throw anything. */
const MAXIMUM_CHARACTERS = 300;

/** Maximum number of nested causes in a description. */
const MAXIMUM_CAUSES = 3;

/** Describes a thrown value: an error with its causes and stack frames, any other value as Node prints it. */
export function describeThrown(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown === "string" ? JSON.stringify(cut(thrown)) : cut(print(thrown));
  const causes = causesOf(thrown, MAXIMUM_CAUSES).map((cause) => `, caused by ${cause}`);
  return [headOf(thrown) + causes.join(""), ...framesOf(thrown)].join("\n");
}

/** Returns the first line of an error: `TypeError: no luck`. */
const headOf = ({ name, message }: Error): string => (message === "" ? name : `${name}: ${message}`);

function causesOf(error: Error, maximum: number): readonly string[] {
  const [cause] = error instanceof AggregateError ? error.errors : [error.cause];
  if (cause === undefined || maximum === 0) return [];
  return cause instanceof Error ? [headOf(cause), ...causesOf(cause, maximum - 1)] : [describeThrown(cause)];
}

const framesOf = ({ stack }: Error): readonly string[] =>
  (typeof stack === "string" ? stack : "").split("\n").filter((line) => isFrame(line));

const cut = (text: string): string => (text.length > MAXIMUM_CHARACTERS ? `${text.slice(0, MAXIMUM_CHARACTERS)}...` : text);

const print = (value: unknown): string => inspect(value, { depth: 2, breakLength: Infinity, compact: true, maxArrayLength: 20 });
