import { UserError } from "../../base/user-error.ts";
import { findAllOnPath } from "../../system/find-program.ts";
import { describeProgramExit, runProgram } from "../../system/run-program.ts";
import type { AppContext } from "../context.ts";
import type { Program } from "./command-line.ts";

const INSTALL: Readonly<Record<Program, string>> = {
  kubectl: "https://kubernetes.io/docs/tasks/tools/ shows how to install it",
  helm: "https://helm.sh/docs/intro/install/ shows how to install it",
};

/** Returns the path of a program. @throws UserError CLUSTER if PATH lacks it */
export function findProgram({ env }: AppContext, program: Program): string {
  const [path] = findAllOnPath(program, env);
  if (path === undefined) throw new UserError("CLUSTER", `${program} is not on PATH`, { hint: INSTALL[program] });
  return path;
}

/** Returns the current context of kubectl. @throws UserError CLUSTER if there is none */
export async function currentContext({ env, cwd }: AppContext, kubectl: string): Promise<string> {
  const exit = await runProgram(kubectl, ["config", "current-context"], { cwd, env });
  const context = exit.stdout.trim();
  if (exit.code === 0 && context !== "") return context;
  const reason = exit.stderr.trim() === "" ? describeProgramExit(exit) : exit.stderr.trim();
  throw new UserError("CLUSTER", `kubectl has no current context: ${reason}`, { hint: "kubectl config get-contexts lists the contexts" });
}

/** The tools that put a prefix before the name of a cluster. */
const PREFIXES = ["kind-", "k3d-"];

/** True if a cloud or a local tool gives this name to the context of a cluster. */
export const isContextOf = (context: string, cluster: string): boolean =>
  context === cluster ||
  context.endsWith(`_${cluster}`) ||
  context.endsWith(`/${cluster}`) ||
  PREFIXES.some((prefix) => context === `${prefix}${cluster}`);
