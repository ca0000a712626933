import { homedir } from "node:os";
import { join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { CONFIG_FILE, findRoot } from "../workspace/root.ts";
import type { AppContext } from "./context.ts";
import { systemWriter } from "./system-writer.ts";

/** Returns the context of the bundled recorder. It opens no repository, because an older Node cannot load a TypeScript config. */
export const recorderContext = ({ cwd, env, onEvent }: Pick<AppContext, "cwd" | "env" | "onEvent">): AppContext => ({
  cwd,
  env,
  onEvent,
  home: homedir(),
  workspace: () => {
    const config = join(findRoot(cwd), CONFIG_FILE);
    throw new UserError("NO_PROJECT", `the recorder does not read ${config}`, { path: config });
  },
  writer: systemWriter,
});
