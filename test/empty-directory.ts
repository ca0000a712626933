import { type Outcome, TestProject } from "./project.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** The flags that `init` needs. */
export const FLAGS = ["--repository", "https://github.com/acme/shop-ops.git", "--owner", "web@example.com"];

/** Returns an empty directory. Git has no settings there. */
export const emptyDirectory = (): TestProject => new TestProject(undefined, temporaryDirectory("init"));

/** Runs a command without the settings of git's user. */
export const runInit = (project: TestProject, ...args: readonly string[]): Outcome =>
  project.run(args, { env: { HOME: temporaryDirectory(), GIT_CONFIG_GLOBAL: "/dev/null" } });
