import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import { MERGE_ATTRIBUTES } from "./init/templates/git-files.ts";
import { git, topLevel } from "../workspace/git/repository.ts";
import { readIfExists } from "../system/if-exists.ts";
import { join } from "node:path";
import type { AppContext } from "./context.ts";

export interface MergeDriverResult {
  /** The settings of git that the clone has now: `merge.fairlead.driver=true`. */
  readonly settings: readonly string[];
  /** The lines that `.gitattributes` lacks. */
  readonly missing: readonly string[];
  /** The commands of a merge. */
  readonly next: readonly string[];
}

/** Git runs the driver for each generated file that both sides changed. `true` keeps ours, and render replaces it. */
const SETTINGS = [
  ["merge.fairlead.name", "keep ours, and render again"],
  ["merge.fairlead.driver", "true"],
] as const;

/** Lets this clone merge without conflicts in generated files: they are rendered again. @throws UserError GIT */
export async function installMergeDriver({ workspace }: AppContext): Promise<MergeDriverResult> {
  const { root } = await workspace();
  if ((await topLevel(root)) === undefined)
    throw new UserError("GIT", `${root} is not in a git repository`, { path: root, hint: "git init" });
  for (const [name, value] of SETTINGS) await git(root, "config", name, value);
  const present = (readIfExists(join(root, ".gitattributes")) ?? "").split("\n");
  return {
    settings: SETTINGS.map(([name, value]) => `${name}=${value}`),
    missing: MERGE_ATTRIBUTES.filter((line) => !present.includes(line)),
    next: ["git merge --no-commit origin/main", `${FAIRLEAD} render`, "git add --all pulumi-gen && git commit --no-edit"],
  };
}
