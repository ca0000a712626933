import { quoted } from "../base/text.ts";
import type { Workspace } from "./workspace.ts";

/** Returns the first words of a command for the generated tree: `git`, or `git -C <directory>` for a separate ops repository. */
export const gitWords = ({ root, opsRoot }: Pick<Workspace, "root" | "opsRoot">): string =>
  root === opsRoot ? "git" : `git -C ${quoted(opsRoot)}`;
