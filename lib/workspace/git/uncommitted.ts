import { GENERATED_ROOT } from "../../render/layout.ts";
import { git } from "./repository.ts";

/** Lists the generated files that differ from the last commit or that git does not track, relative to the project. */
export async function uncommittedFiles(root: string): Promise<readonly string[]> {
  const options = ["--porcelain", "-z", "--untracked-files=all", "--no-renames"];
  const status = await git(root, "--no-optional-locks", "status", ...options, "--", GENERATED_ROOT);
  const prefix = (await git(root, "rev-parse", "--show-prefix")).trim();
  return status.split("\0").flatMap((line) => (line === "" ? [] : [line.slice(3 + prefix.length)]));
}
