import { escapeRegExp } from "../../base/text.ts";

const DEFINES = { service: "defineService", stack: "defineStack" } as const;

/** Returns the line of a spec that defines a service or a stack, from 1. Undefined if the text defines another one. */
export function definitionLine(text: string, what: keyof typeof DEFINES, name: string): number | undefined {
  const at = new RegExp(`\\b${DEFINES[what]}\\(\\s*["'\`]${escapeRegExp(name)}["'\`]`).exec(text)?.index;
  return at === undefined ? undefined : text.slice(0, at).split("\n").length;
}
