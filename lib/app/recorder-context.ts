import { homeDirectory } from "../system/home-directory.ts";
import { UserError } from "../base/user-error.ts";
import type { AppContext } from "./context.ts";
import { DATASTORE_VARIABLE } from "./datastore.ts";
import { systemWriter } from "./system-writer.ts";

/** Returns the context of the bundled recorder. It opens no repository, because an older Node cannot load a TypeScript config. */
export const recorderContext = ({ cwd, env, onEvent }: Pick<AppContext, "cwd" | "env" | "onEvent">): AppContext => ({
  cwd,
  env,
  onEvent,
  home: homeDirectory(),
  workspace: () => {
    throw new UserError("NO_PROJECT", `the recorder reads only --datastore and ${DATASTORE_VARIABLE}`);
  },
  writer: systemWriter(env),
});
