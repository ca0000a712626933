import { messageOf } from "../../base/errors.ts";
import { UserError } from "../../base/user-error.ts";
import { type ParsedState, parseState } from "./parse-state.ts";
import { stateFile, type StateFiles } from "./state-files.ts";

/**
 * Reads the recorded state of a Pulumi stack; undefined if there is none.
 * @throws UserError STATE for a file that is no state, with the command that restores its backup
 */
export async function readStack(files: StateFiles, project: string, stack: string): Promise<ParsedState | undefined> {
  const path = stateFile(project, stack);
  const text = await files.read(path);
  if (text === undefined) return undefined;
  try {
    return parseState(stack, text);
  } catch (cause) {
    const backup = await findBackup(files, path, stack);
    const reason = cause instanceof SyntaxError ? messageOf(cause) : "it has not the form of a state";
    throw new UserError("STATE", `${files.nameOf(path)} is corrupt: ${reason}`, {
      path: files.nameOf(path),
      hint:
        backup === undefined
          ? `there is no backup; restore ${files.nameOf(path)} from your own, and never delete it: the cloud would be created again`
          : `to restore the state before the last change: ${files.restoreCommand(backup, path)}`,
      cause,
    });
  }
}

/** Returns the engine's copy of a state before its last change, if it is one. */
async function findBackup(files: StateFiles, path: string, stack: string): Promise<string | undefined> {
  const backup = `${path}.bak`;
  const text = await files.read(backup);
  if (text === undefined) return undefined;
  try {
    parseState(stack, text);
    return backup;
  } catch {
    return undefined;
  }
}
