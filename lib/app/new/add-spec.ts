import { UserError } from "../../base/user-error.ts";
import { nameProblem } from "../../model/names.ts";
import { renderProject } from "../../workspace/project.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Returns the file of a new service or stack. @throws UserError USAGE for an invalid name, EXISTS */
export function newSpecFile({ specs }: Workspace, directory: "services" | "stacks", name: string): string {
  const problem = nameProblem(name);
  if (problem !== undefined) throw new UserError("USAGE", problem);
  const file = `${directory}/${name}.ts`;
  if (specs.exists(file)) throw new UserError("EXISTS", `${file} exists already`, { path: file, hint: "edit it, or choose another name" });
  return file;
}

/**
 * Writes the file and renders the project in memory. If that fails, it undoes everything.
 * A project without a service or a stack cannot be rendered yet, so its specs are only loaded.
 * @throws UserError as `renderProject`
 */
export async function addSpec(workspace: Workspace, file: string, text: string, undo: () => void): Promise<void> {
  workspace.specs.create(file, text);
  try {
    const { services, stacks } = await workspace.specs.loadFleet({ mayBeEmpty: true });
    if (services.length > 0 && stacks.length > 0) await renderProject(workspace);
  } catch (error) {
    workspace.specs.remove(file);
    undo();
    throw error;
  }
}

/** Returns a required value. @throws UserError USAGE with an example */
export function required(value: string | undefined, what: string, example: string): string {
  if (value !== undefined && value !== "") return value;
  throw new UserError("USAGE", what, { hint: example });
}
