import { app } from "./app.ts";
import { runApp } from "./run-app.ts";

/** Runs the command line and sets the exit code of the process. */
export const main = (args: readonly string[]): Promise<void> =>
  runApp(app, args, async (given) => (await import("../app/system-context.ts")).systemContext(given));
