import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../../base/user-error.ts";
import { exitReason } from "../../system/exit-reason.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { describeProgramExit, type ProgramExit, runProgram } from "../../system/run-program.ts";
import type { AppContext } from "../context.ts";

/** A version of Fairlead that npm installed. */
export interface InstalledVersion {
  readonly version: string;
  /** Its program. */
  readonly bin: string;
  /** The package as `npm install` takes it. */
  readonly specifier: string;
}

/**
 * Installs a version of Fairlead into an empty directory.
 * @param wanted a version, a range or a tag of the registry, or the path of a package
 * @throws UserError NOT_FOUND for a path, NPM with npm's reason, INTERRUPTED
 */
export async function installVersion(
  { cwd, env }: AppContext,
  wanted: string,
  directory: string,
  signal: AbortSignal,
): Promise<InstalledVersion> {
  const path = resolve(cwd, wanted.replace(/^file:/, ""));
  const isPath = /\/|^\.|\.tgz$/.test(wanted);
  if (isPath && !existsSync(path)) throw new UserError("NOT_FOUND", `there is no package ${wanted}`, { path });
  const specifier = isPath ? path : `fairlead@${wanted}`;
  const args = ["install", "--prefix", directory, "--no-audit", "--no-fund", "--loglevel", "error", specifier];
  const ended = await runProgram("npm", args, { cwd: directory, env, signal });
  refuseInterrupted(ended);
  if (ended.code === undefined) throw new UserError("NPM", "npm is not on PATH", { hint: "install Node with npm: https://nodejs.org" });
  if (ended.code !== 0)
    throw new UserError("NPM", `npm cannot install ${specifier}: ${exitReason(withoutCode(ended.stderr)) || describeProgramExit(ended)}`, {
      hint: "npm view fairlead versions lists the versions; a path names a package file",
    });
  const root = join(directory, "node_modules", "fairlead");
  const manifest = readIfExists(join(root, "package.json"));
  if (manifest === undefined) throw new UserError("NPM", `${specifier} is not the package fairlead`, { path: specifier });
  const { version }: { readonly version: string } = JSON.parse(manifest);
  return { version, bin: join(root, "bin", "fairlead.js"), specifier };
}

/** Removes npm's own error code, which stands before its reason. */
const withoutCode = (text: string): string => text.replace(/^npm error code .*\n/m, "").replaceAll(/^npm error /gm, "");

/** Ends the upgrade if a signal stopped one of its programs. @throws UserError INTERRUPTED */
export function refuseInterrupted({ stopped }: ProgramExit): void {
  if (stopped === "interrupted") throw new UserError("INTERRUPTED", "the upgrade was interrupted; nothing was changed");
}
