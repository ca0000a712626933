import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryDirectory } from "./temporary-directory.ts";
import { findAllOnPath } from "../lib/system/find-program.ts";
import { KUBERNETES_VERSION, PULUMI_VERSION } from "../lib/pulumi/versions.ts";

const TOOLS = ["cat", "chmod", "cp", "dirname", "echo", "git", "head", "kill", "mkdir", "readlink", "sleep", "touch", "yes"] as const;

/** Links the programs that shell scripts and Fairlead need. With this directory as PATH, there is no engine and no Go. */
export function linkTools(directory: string): void {
  for (const tool of TOOLS) {
    const [found] = findAllOnPath(tool, process.env);
    if (found !== undefined) symlinkSync(found, join(directory, tool));
  }
}

/** A directory with its own home, cache and PATH. Tests write its programs as shell scripts. */
export class FakeMachine {
  readonly root: string;

  constructor() {
    this.root = temporaryDirectory("machine");
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true, maxRetries: 5 }));
    for (const directory of ["home", "bin", "tools"]) mkdirSync(this.path(directory));
    linkTools(this.path("tools"));
  }

  path(...names: readonly string[]): string {
    return join(this.root, ...names);
  }

  get home(): string {
    return this.path("home");
  }

  /** Fairlead's cache for its engine. */
  get cache(): string {
    return this.path("cache", "fairlead", "engine", PULUMI_VERSION);
  }

  /** Returns the environment of this machine. PATH has only the programs in `bin` and those that shell scripts need. */
  env(extra: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
    return { HOME: this.home, XDG_CACHE_HOME: this.path("cache"), PATH: `${this.path("bin")}:${this.path("tools")}`, ...extra };
  }

  /** Writes a program. @param script what `/bin/sh` runs */
  program(path: string, script: string, mode = 0o755): string {
    const file = this.path(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, mode);
    return file;
  }

  /** Writes an engine that prints a version, with its provider beside it. */
  engine(directory: string, version: string = PULUMI_VERSION): string {
    this.program(`${directory}/pulumi-resource-kubernetes`, "exit 0");
    return this.program(`${directory}/pulumi`, `echo v${version}`);
  }

  /** Writes a provider at its place among Pulumi's downloaded plugins. */
  plugin(home: string, version: string = KUBERNETES_VERSION): string {
    return this.program(`${home}/plugins/resource-kubernetes-v${version}/pulumi-resource-kubernetes`, "exit 0");
  }
}
