import { expect, it } from "vitest";
import { type ProcessExit, describeExit } from "./describe-exit.ts";

const DEEP = Array.from({ length: 10 }, (_, depth) => `    at f${depth} (file:///shop/components/odd.ts:${5 + depth}:9)`);

/** Returns an uncaught error as Node prints it. */
const node = (...message: readonly string[]): string =>
  ["file:///shop/components/odd.ts:5", '  throw new Error("x")', "        ^", "", ...message, "", "Node.js v24.21.0", ""].join("\n");

it.each<readonly [title: string, how: Partial<ProcessExit>, text: string]>([
  ["silently", { code: 7 }, "its process ended with 7"],
  ["by a signal", { signal: "SIGKILL" }, "its process ended with SIGKILL"],
  [
    "of a deep error",
    { code: 1, stderr: node("TypeError: the real reason", ...DEEP) },
    "its process ended with 1: TypeError: the real reason (components/odd.ts:5:9)",
  ],
  [
    "of an error of many lines, with fields",
    { code: 1, stderr: node("Error [ERR_X]: no", "luck", ...DEEP, "  code: 'ERR_X'", "}") },
    "its process ended with 1: Error [ERR_X]: no luck (components/odd.ts:5:9)",
  ],
  [
    "after other errors were printed",
    { code: 1, stderr: `Error: tried once\n${node("RangeError: no more", ...DEEP)}` },
    "its process ended with 1: RangeError: no more (components/odd.ts:5:9)",
  ],
  [
    "without memory",
    {
      signal: "SIGABRT",
      stderr:
        "<--- Last few GCs --->\n\n[7:0x1] 80 ms: Mark-Compact\n\nFATAL ERROR: Reached heap limit - JavaScript heap out of memory\n----- Native stack trace -----\n\n 1: 0xe0 node::OOMErrorHandler\n",
    },
    "its process ended with SIGABRT: FATAL ERROR: Reached heap limit - JavaScript heap out of memory",
  ],
  [
    "by an abort",
    { signal: "SIGABRT", stderr: "----- Native stack trace -----\n\n1: 0xe0 node::Abort()\n2: error (node:internal:1:2)\n" },
    "its process ended with SIGABRT",
  ],
  ["with another reason on stderr", { code: 127, stderr: "sh: node: not found\n" }, "its process ended with 127: sh: node: not found"],
])("a process dies %s", (_title, how, text) => {
  expect(describeExit({ code: null, signal: null, stderr: "", ...how }, { workDir: "/work", sources: "/shop" })).toBe(text);
});
