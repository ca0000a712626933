import { FAIRLEAD } from "../base/fairlead.ts";
import { count } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { isFileOf } from "../render/held-services.ts";
import { renderTree } from "../render/render.ts";
import { gitWords } from "./git-words.ts";
import { behindIn, type Project } from "./project.ts";
import { ownedBy } from "./selection.ts";
import type { Snapshot } from "./tree/file-identity.ts";
import { changedBetween, changedError } from "./tree/snapshot.ts";

/**
 * Refuses a run that would overwrite an edit by hand. A file that changed since the snapshot is no such edit: another run wrote it.
 * @throws UserError REFUSED with every such file, GIT if git fails
 */
export async function refuseHandEdits(project: Project, snapshot?: Snapshot): Promise<void> {
  const refusal = await handEditsError(project);
  if (refusal === undefined) return;
  const files = refusal.problems.map(({ file }) => file.slice(GENERATED_ROOT.length + 1));
  const meanwhile = snapshot === undefined ? [] : changedBetween(snapshot, project.workspace.tree.snapshot(files), files);
  throw meanwhile.length > 0 ? changedError(meanwhile) : refusal;
}

/**
 * Returns the error REFUSED with every file that is edited by hand; undefined if there is none. Such a file is not committed, and the
 * committed file equals the rendered one. Then no spec has changed it. A file that a run of this checkout wrote is no edit.
 * @throws UserError GIT if git fails
 */
export async function handEditsError(project: Project): Promise<UserError | undefined> {
  const { workspace, model, scope } = project;
  const changed = await workspace.history.uncommitted();
  if (changed.length === 0) return undefined;
  const owned = ownedBy(scope, model);
  const files = changed.filter((path) => owned(path) && path !== lockPath(path.split("/")[0] ?? ""));
  // The inventory of a component says which files the engine rendered. A missing file is no loss.
  const ofComponents = project.components.flatMap(({ edits }) => edits);
  const lost = ofComponents.filter(({ path, what }) => what !== "missing" && changed.includes(path)).map(({ path }) => path);
  const edited = [...(files.length === 0 ? [] : await editedOf(project, files)), ...lost].sort();
  if (edited.length === 0) return undefined;
  return new UserError("REFUSED", `${count(edited.length, "file")} edited by hand would be overwritten`, {
    hint: `${FAIRLEAD} check shows the lines; ${gitWords(workspace)} checkout -- pulumi-gen drops the edits; ${FAIRLEAD} up --overwrite overwrites them`,
    problems: edited.map((path) => ({
      file: `${GENERATED_ROOT}/${path}`,
      path: "",
      message: "is not committed, and differs from the specs",
    })),
  });
}

/** Returns the files that neither a spec nor a run has changed. */
async function editedOf(project: Project, files: readonly string[]): Promise<readonly string[]> {
  const { workspace, model, locks, scope } = project;
  const services = scope.services.length === 0 ? undefined : scope.services;
  const behind = behindIn(project, locks);
  const { tree, problems, held } = renderTree(model, locks, { services, partial: true, hold: locks, behind });
  // The run reports these problems and writes nothing.
  if (problems.length > 0) return [];
  const committed = await workspace.history.committed(files);
  const isWritten = workspace.tree.written();
  // The files of a service that is held or waits stay, so only the last commit proves them.
  const isHeld = (path: string): boolean => isFileOf(path, held.services) || isFileOf(path, behind);
  return files.filter((path) => {
    const expected = isHeld(path) ? committed.get(path) : tree.get(path);
    return committed.get(path) === expected && workspace.tree.read(path) !== expected && !isWritten(path);
  });
}
