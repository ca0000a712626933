import { GENERATED_ROOT } from "../../render/layout.ts";
import { git, gitSetting } from "./repository.ts";

/** The places of everything that decides what is rendered. */
const SOURCES = [
  GENERATED_ROOT,
  "services",
  "stacks",
  "components",
  "charts",
  "policies",
  "needs",
  "*.ts",
  ":(exclude,glob)**/node_modules/**",
];

/**
 * Lists the specs and settings that the last commit has and a sparse checkout leaves out, relative to the project. The run would take them for
 * removed.
 */
export async function leftOutSources(root: string): Promise<readonly string[]> {
  if ((await gitSetting(root, "core.sparseCheckout")) !== "true") return [];
  const files = await git(root, "ls-files", "-t", "-z", "--", ...SOURCES.filter((place) => place !== GENERATED_ROOT));
  return files.split("\0").flatMap((line) => (line.startsWith("S ") ? [line.slice(2)] : []));
}

/**
 * Lists the generated files that differ from the last commit or that git does not track, relative to the project.
 * @param prefix the place of the project in its repository
 */
export const uncommittedFiles = (root: string, prefix: string): Promise<readonly string[]> => uncommittedIn(root, prefix, [GENERATED_ROOT]);

/** Lists the sources that are not committed, relative to the project, and files in `pulumi-gen/` beside them. */
export const uncommittedSources = (root: string, prefix: string, others: readonly string[]): Promise<readonly string[]> =>
  uncommittedIn(root, prefix, [...SOURCES, ...others]);

async function uncommittedIn(root: string, prefix: string, places: readonly string[]): Promise<readonly string[]> {
  const options = ["--porcelain", "-z", "--untracked-files=all", "--no-renames"];
  const status = await git(root, "--no-optional-locks", "status", ...options, "--", ...places);
  return status.split("\0").flatMap((line) => (line === "" ? [] : [line.slice(3 + prefix.length)]));
}
