import { homeDirectory } from "../system/home-directory.ts";
import { openWorkspace } from "../workspace/open-workspace.ts";
import { findRoot } from "../workspace/root.ts";
import { openOpsWorkspace } from "./open-ops-workspace.ts";
import type { AppContext } from "./context.ts";
import { systemWriter } from "./system-writer.ts";

/** Returns the context of this process: its clock, its file system, its git. */
export const systemContext = ({ cwd, env, onEvent }: Pick<AppContext, "cwd" | "env" | "onEvent">): AppContext => ({
  cwd,
  env,
  onEvent,
  home: homeDirectory(),
  workspace: (part = "all") => (part === "specs" ? openWorkspace(findRoot(cwd)) : openOpsWorkspace(findRoot(cwd), env)),
  writer: systemWriter(env),
});
