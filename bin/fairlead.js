#!/usr/bin/env node
// Plain JavaScript that any Node reads: it finds a Node that runs TypeScript, and hands over to it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundled = join(root, "node_modules", "node", "bin", "node");

if (Number(process.versions.node.split(".")[0]) >= 24) {
  endWithParent();
  module.enableCompileCache();
  const { main } = await import("../lib/cli/main.ts");
  await main(process.argv.slice(2));
} else if (existsSync(bundled)) {
  handOver();
} else {
  refuse(`Fairlead needs Node 24 and this is ${process.versions.node}`);
}

function handOver() {
  const terminals = [0, 1, 2].filter((fd) => isatty(fd));
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(bundled, args, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => refuse(`Fairlead's own Node cannot be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
    // An older Node aborts where it ends after its terminal.
    if (terminals.every((fd) => isatty(fd))) return;
    process.removeAllListeners("SIGHUP");
    process.kill(process.pid, "SIGHUP");
  });
}

/** Whoever handed over may end without a signal that could be passed on, as by kill -9: their channel tells, and this process ends, too. */
function endWithParent() {
  if (process.send === undefined) return;
  const end = () => process.kill(process.pid, "SIGTERM");
  if (!process.connected) return end();
  process.once("disconnect", end);
  process.channel?.unref();
}

function refuse(message) {
  process.stderr.write(`error: ${message}\nhint: npm ci brings it along\n`);
  process.exitCode = 3;
}
