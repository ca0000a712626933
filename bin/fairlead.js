#!/usr/bin/env node
// Plain JavaScript that any Node reads: it finds a Node that runs TypeScript, and hands over to it.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Services that import each other make chains; above this many, a chain can be deeper than Node's usual stack. */
const DEEP_FLEET = 150;
/** Kilobytes; below the 8 MB that systems give the main thread. */
const STACK_FLAG = "--stack-size=3900";

/** The directory that holds fairlead.config.ts, from here upwards. */
function serviceCount() {
  for (let at = process.cwd(); ; at = dirname(at)) {
    if (existsSync(join(at, "fairlead.config.ts"))) {
      return existsSync(join(at, "services")) ? readdirSync(join(at, "services")).length : 0;
    }
    if (dirname(at) === at) return 0;
  }
}

const tooOld = Number(process.versions.node.split(".")[0]) < 24;
const bundled = join(root, "node_modules", "node", "bin", "node");
const tooShallow = !process.execArgv.includes(STACK_FLAG) && serviceCount() > DEEP_FLEET;

if (tooOld && !existsSync(bundled)) {
  process.stderr.write(`error: Fairlead needs Node 24 and this is ${process.versions.node}\nhint: npm ci brings it along\n`);
  process.exitCode = 3;
} else if (tooOld || tooShallow) {
  handOver(tooOld ? bundled : process.execPath, [
    ...(tooShallow ? [STACK_FLAG] : []),
    fileURLToPath(import.meta.url),
    ...process.argv.slice(2),
  ]);
} else {
  module.enableCompileCache();
  const { main } = await import("../lib/cli/main.ts");
  await main(process.argv.slice(2));
}

function handOver(node, args) {
  if (typeof process.execve === "function" && process.platform !== "win32") {
    process.execve(node, [node, ...args], process.env);
  }
  const child = spawn(node, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}
