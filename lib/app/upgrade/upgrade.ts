import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { Problem } from "../../base/problem.ts";
import { quoted } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { diffTrees } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import { GENERATED_ROOT, isInventory } from "../../render/layout.ts";
import { exitReason } from "../../system/exit-reason.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { makeDirectories } from "../../system/make-directories.ts";
import { BIN } from "../../system/own-modules.ts";
import { describeProgramExit, runProgram } from "../../system/run-program.ts";
import { diskSource, differing, memorySource, type TreeSource } from "../../workspace/tree-source.ts";
import type { AppContext } from "../context.ts";
import type { DiffResult } from "../results.ts";
import { VERSION } from "../version.ts";
import { type InstalledVersion, installVersion, refuseInterrupted } from "./install-version.ts";

/**
 * Renders a copy of the repository with this version and with another one, and compares the two trees. Changes nothing in the repository.
 * @param wanted a version, a range or a tag of the registry, or the path of a package
 * @throws UserError NOT_FOUND, NPM, INTERRUPTED, and INVALID_SPEC if one of the versions refuses the repository
 */
export async function upgrade(context: AppContext, wanted: string): Promise<DiffResult> {
  const { root } = context.workspace();
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "fairlead-upgrade-")));
  try {
    return await whileInterruptible(async (signal) => {
      const directory = join(scratch, "installed");
      makeDirectories(directory);
      const installed = await installVersion(context, wanted, directory, signal);
      const copy = copyProject(root, join(scratch, "project"));
      const render = (renderer: Renderer): Promise<TreeSource> => renderWith(context, renderer, copy, signal);
      const from = await render({ bin: BIN, version: VERSION });
      const to = await render(installed);
      const { before, after } = differing(from, to, (path) => !isInventory(path));
      const changes = diffTrees(before, after);
      context.onEvent({ kind: "upgrade-compared", command: `npm install --save-dev ${quoted(installed.specifier)} && ${FAIRLEAD} up` });
      return { from: from.label, to: to.label, diff: changes, groups: groupChanges(changes.changes) };
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Copies a repository without its history. Its packages are linked. */
function copyProject(root: string, copy: string): string {
  const skipped = new Set(["node_modules", ".git", ".fairlead"]);
  cpSync(root, copy, { recursive: true, filter: (source) => !skipped.has(relative(root, source)) });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  return copy;
}

type Renderer = Pick<InstalledVersion, "bin" | "version">;

/**
 * Runs `render` of a version in a copy. Returns the whole tree, because the next version writes the same directory.
 * @throws UserError INVALID_SPEC with the problems that the version reports, INTERRUPTED
 */
async function renderWith({ env }: AppContext, { bin, version }: Renderer, copy: string, signal: AbortSignal): Promise<TreeSource> {
  const ended = await runProgram(process.execPath, [bin, "render", "--json"], { cwd: copy, env, signal });
  refuseInterrupted(ended);
  if (ended.code === 0) {
    const source = diskSource(join(copy, GENERATED_ROOT), `fairlead ${version}`);
    return memorySource(source.read([...source.ids.keys()]), source.label);
  }
  const { message, problems } = failureIn(ended.stdout);
  throw new UserError(
    "INVALID_SPEC",
    `fairlead ${version} refuses this repository: ${message ?? (exitReason(ended.stderr) || describeProgramExit(ended))}`,
    { problems },
  );
}

function failureIn(output: string): { readonly message?: string; readonly problems: readonly Problem[] } {
  try {
    return JSON.parse(output).error;
  } catch {
    return { problems: [] };
  }
}
