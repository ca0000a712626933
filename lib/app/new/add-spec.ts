import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nameProblem } from "../../model/names.ts";
import { UserError } from "../../base/user-error.ts";
import { renderProject } from "../../workspace/project.ts";

/** The file of a new service or stack. @throws UserError USAGE for a name that cannot be, EXISTS */
export function newSpecFile(root: string, directory: "services" | "stacks", name: string): string {
  const problem = nameProblem(name);
  if (problem !== undefined) throw new UserError("USAGE", problem);
  const file = `${directory}/${name}.ts`;
  if (existsSync(join(root, file)))
    throw new UserError("EXISTS", `${file} is there already`, { path: file, hint: "edit it, or take another name" });
  return file;
}

/** Writes the file and renders the project in memory; where that fails, takes everything back. @throws UserError as `renderProject` */
export async function addSpec(root: string, file: string, text: string, undo: () => void): Promise<void> {
  writeFileSync(join(root, file), text, { flag: "wx" });
  try {
    await renderProject(root);
  } catch (error) {
    rmSync(join(root, file));
    undo();
    throw error;
  }
}
