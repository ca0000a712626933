import { resolve } from "node:path";
import { UserError } from "../base/user-error.ts";
import { isDirectory } from "../system/is-directory.ts";
import { CONFIG_FILE } from "../model/config.ts";
import type { AppContext } from "./context.ts";
import { openWorkspace } from "../workspace/open-workspace.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** The environment variable that names a checkout instead of the config. A directory of the specs, `.`, is no separate repository. */
export const OPS_REPO_VARIABLE = "FAIRLEAD_OPS_REPO";

/**
 * Opens a repository. If its config names a separate ops repository, the generated tree and its history are those of that repository.
 * @throws UserError INVALID_SPEC, GIT, REFUSED, and NOT_FOUND if there is no such checkout
 */
export async function openOpsWorkspace(root: string, env: AppContext["env"] = {}): Promise<Workspace> {
  const named = env[OPS_REPO_VARIABLE] ?? "";
  if (named !== "") return openWorkspace(root, checkoutAt(root, named, OPS_REPO_VARIABLE));
  const own = openWorkspace(root);
  const { opsRepo } = await own.specs.loadConfig();
  if (opsRepo === undefined) return own;
  if (typeof opsRepo === "string") return openWorkspace(root, checkoutAt(root, opsRepo, CONFIG_FILE));
  const { openOpsClone } = await import("../publish/ops-clone.ts");
  return openWorkspace(root, await openOpsClone(root, { branch: "main", ...opsRepo }));
}

/** @param source the file or variable that names the path */
function checkoutAt(root: string, path: string, source: string): string {
  const directory = resolve(root, path);
  if (isDirectory(directory)) return directory;
  throw new UserError("NOT_FOUND", `${source} names the checkout ${path} of the ops repository, and there is none`, {
    path: directory,
    hint: `git clone <address> ${directory}; or opsRepo: { url: "..." } lets Fairlead clone it`,
  });
}
