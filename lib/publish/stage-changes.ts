import { spawnSync } from "node:child_process";
import { lstatSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import { makeDirectories } from "../system/make-directories.ts";

/**
 * Writes changed files to a worktree and to its index, also files that git ignores. Hooks find them on the disk.
 * @param prefix the path of the project in the repository
 * @throws UserError GIT
 */
export function stageChanges(project: string, prefix: string, changes: ReadonlyMap<string, string | undefined>): void {
  const written: string[] = [];
  const removed: string[] = [];
  for (const [path, text] of changes) {
    const file = join(project, GENERATED_ROOT, path);
    refuseLinks(project, join(GENERATED_ROOT, dirname(path)));
    rmSync(file, { force: true });
    if (text === undefined) removed.push(path);
    else {
      makeDirectories(dirname(file));
      writeFileSync(file, text, { flag: "wx" });
      written.push(path);
    }
  }
  const files = written.map((path) => `${join(project, GENERATED_ROOT, path)}\n`).join("");
  const ids = run(project, ["hash-object", "-w", "--no-filters", "--stdin-paths"], files).split("\n");
  const inRepository = (path: string): string => `${prefix}${GENERATED_ROOT}/${path}`;
  // Entries that go come first: a file may take the place of a directory.
  const entries = [
    ...removed.map((path) => `0 ${"0".repeat(40)}\t${inRepository(path)}\0`),
    ...written.map((path, at) => `100644 ${ids[at]}\t${inRepository(path)}\0`),
  ];
  run(project, ["update-index", "-z", "--index-info"], entries.join(""));
}

/** Refuses a directory that leads over a link, which a commit may have. @throws UserError UNSAFE_TREE that names the link */
function refuseLinks(project: string, directory: string): void {
  const parts = directory.split("/");
  for (const at of parts.keys()) {
    const part = parts.slice(0, at + 1).join("/");
    if (lstatSync(join(project, part), { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
    throw new UserError("UNSAFE_TREE", `${part} is a link, and Fairlead follows none`, {
      path: join(project, part),
      hint: `git rm ${part}`,
    });
  }
}

function run(project: string, args: readonly string[], input: string): string {
  const { status, stdout, stderr, error } = spawnSync("git", args, { cwd: project, input, encoding: "utf8", maxBuffer: 2 ** 31 - 1 });
  if (status === 0) return stdout;
  throw new UserError("GIT", `git ${args[0]} failed: ${error?.message ?? stderr.trim()}`, {
    path: project,
    hint: `git -C ${project} fsck lists missing objects`,
  });
}
