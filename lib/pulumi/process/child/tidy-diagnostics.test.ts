import { expect, it } from "vitest";
import type { Diagnostic } from "../protocol.ts";
import { tidyDiagnostics } from "./tidy-diagnostics.ts";

/** Explains as a program does that knows more about one message. */
const explain = (message: string): string | undefined => (message.startsWith("E42") ? "is too large" : undefined);

const STACK = [
  "    at own (file:///shop/components/odd.ts:5:9)",
  "    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
  "    at async Stack.initialize (/shop/node_modules/@pulumi/pulumi/runtime/stack.js:75:28)",
].join("\n");
const OWN_STACK = "    at render (file:///opt/fairlead/lib/pulumi/programs/render/render-module.ts:3:1)";
const SHUT_DOWN = `Unhandled exception: Error: failed to register new resource s [helm:Chart]: 2 UNKNOWN: resource monitor shut down\n${STACK}`;

it.each<readonly [title: string, messages: readonly string[], tidy: readonly string[]]>([
  ["one message", ["failed to write\n  YAML file"], ["failed to write YAML file"]],
  ["a message that the program explains", ["E42: no luck"], ["is too large"]],
  [
    "a component that throws, which the engine reports twice",
    [
      `Unhandled exception: Error: the component "own" failed: TypeError: no luck\n${STACK}`,
      `the component "own" failed: TypeError: no luck\n${STACK}`,
    ],
    ['the component "own" failed: TypeError: no luck (components/odd.ts:5:9)'],
  ],
  ["an error outside the sources", [`it failed\n${OWN_STACK}`], ["it failed"]],
  ["a file in the work directory", ["no space: /work/out/objects/0/x.yaml"], ["no space: out/objects/0/x.yaml"]],
  [
    "an error of a transform, which the engine reports twice",
    [
      `Unhandled exception: Error: failed to register new resource own [pulumi:providers:kubernetes]: 2 UNKNOWN: transform failed: Error: not this one\n${STACK}`,
      "One or more errors occurred: failed to register new resource own: 2 UNKNOWN: transform failed: Error: not this one",
    ],
    ["not this one (components/odd.ts:5:9)"],
  ],
  [
    "consequences of another error",
    ["chart not found", SHUT_DOWN, "grpc: the client connection is closing", "One or more errors occurred: chart not found"],
    ["chart not found"],
  ],
  [
    "a consequence without its cause",
    [SHUT_DOWN],
    ["failed to register new resource s [helm:Chart]: 2 UNKNOWN: resource monitor shut down (components/odd.ts:5:9)"],
  ],
])("%s", (_title, messages, tidy) => {
  const diagnostics = messages.map((message): Diagnostic => ({ severity: "error", resource: undefined, message }));
  expect(tidyDiagnostics(diagnostics, { workDir: "/work", sources: "/shop" }, explain).map(({ message }) => message)).toEqual(tidy);
});
