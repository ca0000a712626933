import { join } from "node:path";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { renderTree } from "../render/render.ts";
import { readIfExists } from "../system/if-exists.ts";
import { UserError } from "../base/user-error.ts";
import { hasCommits, topLevel } from "./git/repository.ts";
import { uncommittedFiles } from "./git/uncommitted.ts";
import { blobsAt, readBlobs } from "./git/tree-at.ts";
import { type Project, type Selection, ownedBy } from "./project.ts";

/**
 * Refuses where something would be lost that git does not have: a file below `pulumi-gen/` that is not committed as it is, while what is
 * committed is just what the specs and locks say. So it was no spec that changed it, but a hand.
 * @throws UserError REFUSED with every such file, GIT where git does not answer
 */
export async function refuseHandEdits(project: Project, selection: Selection): Promise<void> {
  const { root, model } = project;
  const changed = await uncommitted(root);
  if (changed.length === 0) return;
  const owned = ownedBy(selection, model);
  const files = changed.filter((path) => owned(path) && path !== lockPath(path.split("/")[0] ?? ""));
  // What the engine rendered says so itself; a file that is gone is no loss.
  const ofComponents = project.components.flatMap(({ edits }) => edits);
  const lost = ofComponents.filter(({ path, what }) => what !== "missing" && changed.includes(path)).map(({ path }) => path);
  const edited = [...(files.length === 0 ? [] : await editedOf(project, files, selection)), ...lost].sort();
  if (edited.length === 0) return;
  throw new UserError(
    "REFUSED",
    `${edited.length === 1 ? "1 file was" : `${edited.length} files were`} edited by hand and would be written over`,
    {
      hint: "npx fairlead check shows the lines; git checkout -- pulumi-gen drops the edits, --overwrite writes over them",
      problems: edited.map((path) => ({
        file: `${GENERATED_ROOT}/${path}`,
        path: "",
        message: "is not committed, and not what the specs say",
      })),
    },
  );
}

/** Those of the files that no spec has changed. */
async function editedOf({ root, model, locks }: Project, files: readonly string[], selection: Selection): Promise<readonly string[]> {
  const services = selection.services.length === 0 ? undefined : selection.services;
  const { tree, problems } = renderTree(model, locks, { services });
  // With problems nothing is written, which says them.
  if (problems.length > 0) return [];
  const committed = await committedTexts(root, files);
  return files.filter((path) => {
    const expected = tree.get(path);
    return committed.get(path) === expected && readIfExists(join(root, GENERATED_ROOT, path)) !== expected;
  });
}

/** Files below the generated root that differ from the last commit, or that git does not know; none outside of a repository. */
async function uncommitted(root: string): Promise<readonly string[]> {
  if ((await topLevel(root)) === undefined) return [];
  return (await uncommittedFiles(root)).map((file) => file.slice(GENERATED_ROOT.length + 1));
}

async function committedTexts(root: string, files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  // No commit yet: then nothing was generated and committed.
  if (!(await hasCommits(root))) return new Map();
  const blobs = await blobsAt(root, "HEAD", GENERATED_ROOT);
  const texts = readBlobs(
    root,
    files.flatMap((path) => blobs.get(path) ?? []),
  );
  return new Map(
    files.flatMap((path) => {
      const text = texts.get(blobs.get(path) ?? "");
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}
