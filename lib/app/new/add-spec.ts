import { UserError } from "../../base/user-error.ts";
import type { Fleet } from "../../model/fleet.ts";
import { nameProblem, specPathProblem } from "../../model/names.ts";
import { fileNameOf } from "../../model/rules/file-name.ts";
import { invalidSpec } from "../../workspace/invalid-spec.ts";
import { checkSpecs, renderProject } from "../../workspace/project.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** Returns the file of a new service, which may be in a folder: `shop/cart`. @throws UserError USAGE for an invalid name, EXISTS */
export function newServiceFile(workspace: Workspace, { services }: Fleet, path: string): string {
  const problem = specPathProblem(path);
  if (problem !== undefined) throw new UserError("USAGE", problem);
  const file = `services/${path}.ts`;
  const existing = services.find((each) => fileNameOf(each.file) === fileNameOf(file))?.file;
  return refuseExisting(workspace, file, existing);
}

/** Returns the file of a new stack. @throws UserError USAGE for an invalid name, EXISTS */
export function newStackFile(workspace: Workspace, name: string): string {
  const problem = nameProblem(name);
  if (problem !== undefined) throw new UserError("USAGE", problem);
  return refuseExisting(workspace, `stacks/${name}.ts`);
}

function refuseExisting({ specs }: Workspace, file: string, existing = file): string {
  if (!specs.exists(existing)) return file;
  throw new UserError("EXISTS", `${existing} exists already`, { path: existing, hint: "edit it, or choose another name" });
}

/** A spec to write. */
export interface AddedSpec {
  readonly file: string;
  readonly text: string;
  /** Undoes what the caller wrote for the spec. */
  readonly undo: () => void;
  /** `later`: another spec follows, and its check finds the problems of both. @default "now" */
  readonly check?: "now" | "later" | undefined;
}

/**
 * Writes the file and renders the project in memory. If that fails, it undoes everything.
 * A project without a service or a stack cannot be rendered yet, so only the rules check its specs.
 * @throws UserError as `renderProject`
 */
export async function addSpec(workspace: Workspace, { file, text, undo, check = "now" }: AddedSpec): Promise<void> {
  try {
    workspace.specs.create(file, text);
  } catch (error) {
    undo();
    throw error;
  }
  try {
    const fleet = await workspace.specs.loadFleet({ mayBeEmpty: true });
    if (fleet.services.length > 0 && fleet.stacks.length > 0) await renderProject(workspace);
    else if (check === "now") refuseInvalid(fleet);
  } catch (error) {
    workspace.specs.remove(file);
    undo();
    throw error;
  }
}

function refuseInvalid(fleet: Fleet): void {
  const { problems } = checkSpecs(fleet);
  if (problems.length > 0) throw invalidSpec(problems);
}

/** Returns a required value. @throws UserError USAGE with an example */
export function required(value: string | undefined, what: string, example: string): string {
  if (value !== undefined && value !== "") return value;
  throw new UserError("USAGE", what, { hint: example });
}
