import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Problem } from "../../base/problem.ts";
import { quoted } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { exitReason } from "../../system/exit-reason.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { isDirectory } from "../../system/is-directory.ts";
import { makeDirectories } from "../../system/make-directories.ts";
import { BIN } from "../../system/own-modules.ts";
import { describeProgramExit, runProgram } from "../../system/run-program.ts";
import { topLevel } from "../../workspace/git/repository.ts";
import { diskSource, memorySource, type TreeSource } from "../../workspace/tree-source.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { compareSources } from "../compare-sources.ts";
import type { AppContext } from "../context.ts";
import { OPS_REPO_VARIABLE } from "../open-ops-workspace.ts";
import type { DiffResult } from "../results.ts";
import { VERSION } from "../version.ts";
import { copyProject } from "./copy-project.ts";
import { type InstalledVersion, installVersion, refuseInterrupted } from "./install-version.ts";

/**
 * Renders a copy of the repository with this version and with another one, and compares the two trees. Changes nothing in the repository.
 * @param wanted a version, a range or a tag of the registry, or the path of a package
 * @throws UserError USAGE for an empty version, NOT_FOUND, NPM, GIT, INTERRUPTED, and INVALID_SPEC if one of the versions refuses the repository
 */
export async function upgrade(context: AppContext, wanted: string): Promise<DiffResult> {
  if (wanted.trim() === "") throw new UserError("USAGE", "the version must not be empty", { hint: `${FAIRLEAD} upgrade latest` });
  const workspace = await context.workspace();
  const root = realpathSync(workspace.root);
  const top = (await topLevel(root)) ?? root;
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "fairlead-upgrade-")));
  try {
    return await whileInterruptible(async (signal) => {
      const directory = join(scratch, "installed");
      makeDirectories(directory);
      const installed = await installVersion(context, wanted, directory, signal);
      const copy = copyProject({ root, top, scratch });
      copyTree(workspace, copy);
      const env = {
        ...context.env,
        [OPS_REPO_VARIABLE]: ".",
        GIT_CEILING_DIRECTORIES: [scratch, context.env["GIT_CEILING_DIRECTORIES"] ?? ""].join(delimiter),
      };
      const render = (renderer: Renderer): Promise<TreeSource> => renderWith(env, renderer, copy, signal);
      const from = await render({ bin: BIN, version: VERSION });
      const to = await render(installed);
      context.onEvent({ kind: "upgrade-compared", command: `npm install --save-dev ${quoted(installed.specifier)} && ${FAIRLEAD} up` });
      return compareSources(from, to);
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Copies the locks and the files of components of a separate ops repository. The renders write only to the copy. */
function copyTree({ root, opsRoot, tree }: Workspace, copy: string): void {
  if (root === opsRoot || !isDirectory(tree.directory)) return;
  rmSync(join(copy, GENERATED_ROOT), { recursive: true, force: true });
  cpSync(tree.directory, join(copy, GENERATED_ROOT), { recursive: true });
}

type Renderer = Pick<InstalledVersion, "bin" | "version">;

/**
 * Runs `render` of a version in a copy. Returns the whole tree, because the next version writes the same directory.
 * @throws UserError INVALID_SPEC with the problems that the version reports, INTERRUPTED
 */
async function renderWith(env: AppContext["env"], { bin, version }: Renderer, copy: string, signal: AbortSignal): Promise<TreeSource> {
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
