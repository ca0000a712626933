import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bundleDeclarations } from "./bundle-declarations.ts";

// Compiles lib/ to JavaScript in dist/, because Node refuses to run TypeScript below node_modules.
const root = dirname(dirname(import.meta.dirname));
const tsconfig = join(root, "tsconfig.build.json");
rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const { status } = spawnSync(process.execPath, [tsc, "--project", tsconfig], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
await bundleDeclarations(join(root, "lib", "index.ts"), join(root, "dist", "lib", "index.d.ts"), tsconfig);
