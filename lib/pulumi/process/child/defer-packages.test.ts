import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { moduleUrl } from "../../../system/own-modules.ts";

/** Loads the SDK as the process of a program does. Then it serializes a function, as code of a component may. */
const PROBE = `
import { createRequire } from "node:module";
const require = createRequire(process.argv[1]);
const PARTS = ["/typescript/lib/typescript.js", "/@npmcli/arborist/lib/arborist/index.js"];
const seldom = () => PARTS.filter((part) => Object.keys(require.cache).some((file) => file.endsWith(part)));
(await import(process.argv[1])).deferPackages();
await import("@pulumi/pulumi/automation/index.js");
const { runtime } = await import("@pulumi/pulumi");
const atStart = seldom();
const { text } = await runtime.serializeFunction(() => 7);
const paths = await runtime.computeCodePaths();
console.log(JSON.stringify({ atStart, afterUse: seldom().length, text: text.includes("() => 7"), paths: paths.size > 0 }));
`;

it("loads TypeScript and npm's tree at their first use, and both work", () => {
  const args = ["--input-type=module", "--eval", PROBE, moduleUrl("./defer-packages.ts", import.meta.url)];
  const { atStart, ...used } = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", stdio: "pipe" }));
  expect(atStart).toEqual([]);
  expect(used).toEqual({ afterUse: 2, text: true, paths: true });
});
