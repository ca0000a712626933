import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BIN, environment, type TestProject } from "./project.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/**
 * Makes a script from a line of shell in which `fairlead` is the command line.
 * @returns the script, and a function that gives the exit code of `fairlead`, or undefined while it runs
 */
export function shellLine(line: string): { readonly script: string; readonly status: () => number | undefined } {
  const file = join(temporaryDirectory(), "status");
  const script = `fairlead() { '${process.execPath}' '${BIN}' "$@"; echo $? > '${file}.new'; mv '${file}.new' '${file}'; }; ${line}`;
  const status = (): number | undefined => {
    try {
      return Number(readFileSync(file, "utf8"));
    } catch {
      return undefined;
    }
  };
  return { script, status };
}

/** Runs a line of shell in a project. */
export function shell(project: TestProject, line: string, env?: NodeJS.ProcessEnv) {
  const { script, status } = shellLine(line);
  const { stdout, stderr } = spawnSync("sh", ["-c", script], { cwd: project.root, env: environment(env), encoding: "utf8" });
  return { status: status(), stdout, stderr };
}
