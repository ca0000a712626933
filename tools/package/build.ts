import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundleDeclarations } from "./bundle-declarations.ts";
import { bundleRecorder } from "./bundle-recorder.ts";

// Compiles lib/ to JavaScript in dist/, because Node refuses to run TypeScript below node_modules.
const root = dirname(dirname(import.meta.dirname));
const tsconfig = join(root, "tsconfig.build.json");
rmSync(join(root, "dist"), { recursive: true, force: true });
const declarations = join(root, "dist", "lib", "index.d.ts");

/** Runs the compiler, and exits if it finds a problem. */
function tsc(...args: readonly string[]): void {
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, ...args], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

tsc("--project", tsconfig);
await bundleDeclarations(join(root, "lib", "index.ts"), declarations, tsconfig);
// The bundle must be complete: a lost name would become any, because projects skip the check of libraries.
tsc("--ignoreConfig", "--noEmit", "--strict", "--target", "esnext", "--module", "nodenext", declarations);
await bundleRecorder(join(root, "dist", "recorder", "fairlead-release.js"));
