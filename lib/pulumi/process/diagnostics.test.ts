import { expect, it } from "vitest";
import { oneLine, tidyDiagnostics } from "./diagnostics.ts";
import type { Diagnostic } from "./protocol.ts";

const STACK = [
  "    at own (file:///shop/components/odd.ts:5:9)",
  "    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)",
  "    at async Stack.initialize (/shop/node_modules/@pulumi/pulumi/runtime/stack.js:75:28)",
].join("\n");
const OWN_STACK = "    at render (file:///opt/fairlead/lib/render/pulumi/program.ts:3:1)";
const SHUT_DOWN = `Unhandled exception: Error: failed to register new resource s [helm:Chart]: 2 UNKNOWN: resource monitor shut down\n${STACK}`;

it.each<readonly [title: string, said: readonly string[], told: readonly string[]]>([
  ["one thing", ["failed to write\n  YAML file"], ["failed to write YAML file"]],
  [
    "a component that throws, which is said twice",
    [
      `Unhandled exception: Error: the component "own" failed: TypeError: no luck\n${STACK}`,
      `the component "own" failed: TypeError: no luck\n${STACK}`,
    ],
    ['the component "own" failed: TypeError: no luck (components/odd.ts:5:9)'],
  ],
  ["an error of no file of the project", [`it failed\n${OWN_STACK}`], ["it failed"]],
  ["a file in the process's own directory", ["no space: /work/out/objects/0/x.yaml"], ["no space: out/objects/0/x.yaml"]],
  [
    "a resource without the provider",
    [
      "Default provider for 'kubernetes' disabled. 'urn:pulumi:render::fairlead::kubernetes:core/v1:ConfigMap::x' must use an explicit provider.",
    ],
    ["was not given the provider; its component passes { provider } as the last argument"],
  ],
  [
    "a resource of a cloud",
    ["Default provider for 'gcp' disabled. 'urn:pulumi:render::fairlead::gcp:storage/bucket:Bucket::x' must use an explicit provider."],
    ['is not a Kubernetes resource but one of "gcp", which a component cannot have'],
  ],
  [
    "a file from the network",
    ['Get "http://example.com/crds.yaml": proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused'],
    ["asks the network for http://example.com/crds.yaml, and a render asks none; bring it into the project"],
  ],
  [
    "a provider of the component's own, which is said twice",
    [
      `Unhandled exception: Error: failed to register new resource own [pulumi:providers:kubernetes]: 2 UNKNOWN: transform failed: Error: not this one\n${STACK}`,
      "One or more errors occurred: failed to register new resource own: 2 UNKNOWN: transform failed: Error: not this one",
    ],
    ["not this one (components/odd.ts:5:9)"],
  ],
  [
    "what comes of something else",
    ["chart not found", SHUT_DOWN, "grpc: the client connection is closing", "One or more errors occurred: chart not found"],
    ["chart not found"],
  ],
  [
    "what may come of something else, and that was not said",
    [SHUT_DOWN],
    ["failed to register new resource s [helm:Chart]: 2 UNKNOWN: resource monitor shut down (components/odd.ts:5:9)"],
  ],
])("%s", (_title, said, told) => {
  const diagnostics = said.map((message): Diagnostic => ({ severity: "error", object: undefined, message }));
  expect(tidyDiagnostics(diagnostics, { workDir: "/work", root: "/shop" }).map(({ message }) => message)).toEqual(told);
});

it.each([
  ["/shop", "file:///shop/components/odd.ts:5:9"],
  ["/my shop", "file:///my%20shop/components/odd.ts:5:9"],
  ["/my shop", "/my shop/components/odd.ts:5:9"],
])("in %s, %s is a place in the project", (root, place) => {
  expect(oneLine(`no luck\n    at own (${place})`, { workDir: "/work", root })).toBe("no luck (components/odd.ts:5:9)");
});
