#!/usr/bin/env node
// Starts Fairlead on a Node that runs TypeScript. Older versions must parse this file, so it is plain JavaScript.
import { spawn } from "node:child_process";
import { chmodSync, existsSync, lstatSync, mkdirSync } from "node:fs";
import module from "node:module";
import { constants, homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";

// NO_COLOR wins. Node itself lets FORCE_COLOR win, and warns if both are set.
if (process.env.NO_COLOR) delete process.env.FORCE_COLOR;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const isCheckout = existsSync(join(root, "lib", "cli", "main.ts"));
/** The entry in a package, which has no sources. */
const COMPILED = new URL("../dist/lib/cli/main.js", import.meta.url).href;
/** Nodes that npm installed: for this checkout, or beside this package for the project that uses it. */
const bundled = [join(root, "node_modules"), dirname(root)].map((modules) => join(modules, "node", "bin", "node")).find(existsSync);

if (Number(process.versions.node.split(".")[0]) >= 24) {
  exitWithLauncher();
  enableCompileCache();
  if (isCheckout) resolveOwnImports();
  const { main } = isCheckout ? await import("../lib/cli/main.ts") : await import(COMPILED);
  await main(process.argv.slice(2));
} else if (bundled !== undefined) {
  runBundledNode(bundled);
} else {
  refuse(`Fairlead needs Node 24 or later, and this is Node ${process.versions.node}`);
}

/**
 * Keeps compiled code in a directory that only this user can write, or nowhere. Node's own default is below /tmp, and a cache runs as code.
 * NODE_COMPILE_CACHE names another directory, and Node uses it by itself.
 */
function enableCompileCache() {
  try {
    const base = process.env.XDG_CACHE_HOME ?? "";
    const directory = join(isAbsolute(base) ? base : join(homedir(), ".cache"), "fairlead", "compiled");
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const found = lstatSync(directory);
    if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== process.getuid())) return;
    if ((found.mode & 0o077) !== 0) chmodSync(directory, 0o700);
    module.enableCompileCache(directory);
  } catch {
    // There is no home directory, or it is read-only.
  }
}

/** Resolves imports between Fairlead's own files from their text. Node looks at the disk, which adds a tenth to a short command. */
function resolveOwnImports() {
  const own = new URL("../lib/", import.meta.url).href;
  module.registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith(".") && specifier.endsWith(".ts") && context.parentURL?.startsWith(own)
        ? { url: new URL(specifier, context.parentURL).href, format: "module-typescript", shortCircuit: true }
        : next(specifier, context),
  });
}

/** Runs the command with the bundled Node, passes signals on and exits as the command exits. */
function runBundledNode(bundled) {
  const terminals = [0, 1, 2].filter((fd) => isatty(fd));
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(bundled, args, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => refuse(`the bundled Node does not start: ${error.message}`));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
    // An older Node aborts if it exits normally after its terminal has closed. It ends by SIGHUP instead.
    if (terminals.every((fd) => isatty(fd))) return;
    process.removeAllListeners("SIGHUP");
    process.kill(process.pid, "SIGHUP");
  });
}

/**
 * Exits if the launcher ends.
 * A signal that the launcher cannot forward, such as SIGKILL, may end it. The closed IPC channel tells us.
 */
function exitWithLauncher() {
  if (process.send === undefined) return;
  const exit = () => process.kill(process.pid, "SIGTERM");
  if (!process.connected) return exit();
  process.once("disconnect", exit);
  process.channel?.unref();
}

/** Reports that no suitable Node runs. Exit code 3: the environment is wrong. */
function refuse(message) {
  process.stderr.write(`error: ${message}\nhint: ${isCheckout ? "npm ci" : "npm install --save-optional node@24"}\n`);
  process.exitCode = 3;
}
