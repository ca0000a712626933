import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exitReason } from "../../system/exit-reason.ts";
import { programName } from "../../system/find-program.ts";
import { describeProgramExit, runProgram } from "../../system/run-program.ts";
import { BUILD_TARGETS, type BuildTarget } from "./build-targets.ts";
import type { InstallContext } from "./method.ts";
import { reportProgress } from "./report-progress.ts";
import { PACKAGE_ROOT } from "../../system/own-modules.ts";
import { makeDirectories } from "../../system/make-directories.ts";

/** The Go modules that pin the engine's two programs. */
const MODULES = join(PACKAGE_ROOT, "tools", "engine");

/** Builds the engine and the Kubernetes provider: ten minutes on two cores with empty Go caches. @throws Error with Go's reason */
export async function buildEngine(directory: string, context: InstallContext): Promise<void> {
  const { code, stderr } = await runProgram("go", ["version"], { env: context.env, signal: context.signal });
  if (code === undefined) throw new Error("there is no Go on PATH");
  if (code !== 0) throw new Error(`go version failed: ${exitReason(stderr)}`);
  if (!existsSync(MODULES)) throw new Error(`this copy of Fairlead lacks ${MODULES}`);
  // Inside the directory, so that nothing is left in /tmp.
  const scratch = join(directory, "tmp");
  makeDirectories(scratch);
  for (const target of BUILD_TARGETS) await build(target, directory, scratch, context);
  rmSync(scratch, { recursive: true, force: true });
}

async function build(target: BuildTarget, directory: string, scratch: string, context: InstallContext): Promise<void> {
  const { name, module, flags, package: path } = target;
  context.log(`building ${name}: with an empty Go cache it takes minutes`);
  const progress = { downloaded: 0, compiled: 0 };
  const onLine = (line: string): void => {
    if (line.startsWith("go: downloading")) progress.downloaded += 1;
    else if (isPackage(line)) progress.compiled += 1;
  };
  const output = join(directory, "bin", programName(name));
  const args = ["build", "-v", "-mod=readonly", "-buildvcs=false", "-trimpath", ...flags, "-o", output, path];
  // The program must run on this machine, even if the environment says to build for another one.
  const env = { ...context.env, GOWORK: "off", GOOS: "", GOARCH: "", GOTMPDIR: scratch };
  const { code, signal, stderr } = await reportProgress(
    context.log,
    () => `building ${name}: ${progress.downloaded} modules downloaded, ${progress.compiled} packages compiled`,
    () => runProgram("go", args, { cwd: join(MODULES, module), env, signal: context.signal, onLine }),
  );
  if (code !== 0) throw new Error(`go build of ${name} failed: ${goReason(stderr) || describeProgramExit({ code, signal })}`);
}

/** True if a line is a package's name: `net/http`. `go build -v` prints the name when it compiles the package. */
const isPackage = (line: string): boolean => /^[\w.-]+(?:\/[\w.@~+-]+)*$/.test(line);

/** Returns Go's first error lines, without its progress. */
function goReason(stderr: string): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("go: downloading") && !isPackage(line));
  const full = lines.find((line) => line.includes("no space left"));
  return (full === undefined ? lines.slice(0, 3) : [full]).map((line) => line.trim().slice(0, 300)).join(" ");
}
