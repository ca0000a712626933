import type { CommitStates } from "../app/health/commit-states.ts";
import { app } from "./app.ts";
import { runApp } from "./run-app.ts";

/** Runs the command line and sets the exit code of the process. */
export const main = (args: readonly string[]): Promise<void> =>
  runApp(app, args, async (given) => ({ ...(await import("../app/system-context.ts")).systemContext(given), commitStates: askGitHub }));

/** Asks GitHub for the results of checks. Loads the code on demand: most commands ask nothing. */
const askGitHub: CommitStates = async (question) => (await import("../github/commit-states.ts")).commitStates(question);
