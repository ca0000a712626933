import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundleClient } from "./bundle-client.ts";
import { bundleDeclarations } from "./bundle-declarations.ts";
import { bundleRecorder } from "./bundle-recorder.ts";

// Compiles lib/ to JavaScript in dist/, because Node refuses to run TypeScript below node_modules.
const root = dirname(dirname(import.meta.dirname));
const tsconfig = join(root, "tsconfig.build.json");
rmSync(join(root, "dist"), { recursive: true, force: true });
const ENTRIES = ["index", "testing"];
const lib = join(root, "dist", "lib");

/** Runs the compiler, and exits if it finds a problem. */
function tsc(...args: readonly string[]): void {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

tsc("--project", tsconfig);
// The pages of the board and of previews include these files as they are.
for (const name of readdirSync(join(root, "lib/report/html/assets")).filter((each) => each !== "tsconfig.json"))
  cpSync(join(root, "lib/report/html/assets", name), join(root, "dist/lib/report/html/assets", name));
await bundleClient(join(lib, "github", "connect.js"));
await bundleDeclarations(Object.fromEntries(ENTRIES.map((name) => [name, join(root, "lib", `${name}.ts`)])), lib, tsconfig);
// The bundle must be complete: a lost name would become any, because projects skip the check of libraries.
tsc(
  "--ignoreConfig",
  "--noEmit",
  "--strict",
  "--target",
  "esnext",
  "--module",
  "nodenext",
  ...ENTRIES.map((name) => join(lib, `${name}.d.ts`)),
);
await bundleRecorder(join(root, "dist", "recorder", "fairlead-release.js"));
