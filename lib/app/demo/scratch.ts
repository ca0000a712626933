import { cpSync, existsSync, readdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SimpleGit, simpleGit } from "simple-git";
import { makeDirectories } from "../../system/make-directories.ts";

/** The sources of a fleet. Some of them are optional. */
export const SAMPLE_SOURCES = ["services", "stacks", "policies", "needs", "components", "charts", "releases", "fairlead.config.ts"];

/** A copy of the sample fleet with a new git history. */
export interface Scratch {
  readonly directory: string;
  readonly git: SimpleGit;
  remove(): void;
}

/** Copies the specs and the locks to a temporary directory. Its git ignores the user's settings. */
export function createScratch(root: string, stacks: readonly string[]): Scratch {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "fairlead-demo-")));
  for (const name of SAMPLE_SOURCES) {
    if (existsSync(join(root, name))) cpSync(join(root, name), join(directory, name), { recursive: true });
  }
  for (const stack of stacks) {
    makeDirectories(join(directory, "pulumi-gen", stack));
    cpSync(join(root, "pulumi-gen", stack, "versions.yaml"), join(directory, "pulumi-gen", stack, "versions.yaml"));
    const inventories = join("pulumi-gen", stack, "components");
    if (existsSync(join(root, inventories))) cpSync(join(root, inventories), join(directory, inventories), { recursive: true });
    // The files of components are copied, because only the engine can render them again.
    const platform = join("pulumi-gen", stack, "platform");
    for (const entry of existsSync(join(root, platform)) ? readdirSync(join(root, platform), { withFileTypes: true }) : []) {
      if (entry.isDirectory()) cpSync(join(root, platform, entry.name), join(directory, platform, entry.name), { recursive: true });
    }
  }
  writeFileSync(join(directory, "package.json"), '{ "name": "demo", "private": true, "type": "module" }\n');
  const git = simpleGit({
    baseDir: directory,
    config: [
      "user.name=Fairlead demo",
      "user.email=demo@example.com",
      "commit.gpgSign=false",
      "core.hooksPath=/dev/null",
      "init.defaultBranch=main",
    ],
    // The user's hooks must not run on the demo's commits.
    unsafe: { allowUnsafeHooksPath: true },
  });
  return { directory, git, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
