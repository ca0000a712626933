import { type SimpleGit, simpleGit } from "simple-git";

/** Git in a directory; answers do not depend on the person's language or settings of output. */
export const gitIn = (directory: string): SimpleGit =>
  simpleGit({ baseDir: directory, config: ["core.quotePath=false", "color.ui=false"] });

/** The repository's top directory, or undefined outside of one (or without git). */
export async function topLevel(directory: string): Promise<string | undefined> {
  try {
    return (await gitIn(directory).revparse(["--show-toplevel"])).trim();
  } catch {
    return undefined;
  }
}
