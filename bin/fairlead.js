#!/usr/bin/env node
// Plain JavaScript that any Node reads: it finds a Node that runs TypeScript, and hands over to it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundled = join(root, "node_modules", "node", "bin", "node");

if (Number(process.versions.node.split(".")[0]) >= 24) {
  module.enableCompileCache();
  const { main } = await import("../lib/cli/main.ts");
  await main(process.argv.slice(2));
} else if (existsSync(bundled)) {
  const child = spawn(bundled, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
} else {
  process.stderr.write(`error: Fairlead needs Node 24 and this is ${process.versions.node}\nhint: npm ci brings it along\n`);
  process.exitCode = 3;
}
