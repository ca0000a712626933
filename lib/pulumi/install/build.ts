import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { programName } from "../../system/programs.ts";
import { reasonIn } from "../../system/exit-reason.ts";
import { endText, run } from "../../system/run-program.ts";
import { PULUMI_VERSION } from "../versions.ts";
import { tellWhile } from "./tell.ts";
import type { Job } from "./way.ts";

/** The Go modules that pin the engine's two programs. */
const MODULES = join(dirname(dirname(dirname(import.meta.dirname))), "tools", "engine");

/** A program and what `go build` needs to make it. */
interface Target {
  readonly name: string;
  /** Its directory in `tools/engine`. */
  readonly module: string;
  readonly flags: readonly string[];
  readonly package: string;
}

const TARGETS: readonly Target[] = [
  {
    name: "pulumi",
    module: "cli",
    // Without a version in it, the Automation API refuses the engine.
    flags: [
      "-tags",
      "osusergo,grpcnotrace",
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${PULUMI_VERSION}`,
    ],
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  },
  { name: "pulumi-resource-kubernetes", module: "kubernetes", flags: ["-ldflags", "-s -w"], package: "." },
];

/** Builds the command line and the Kubernetes provider: ten minutes on two cores, once. @throws Error where Go cannot */
export async function buildEngine(directory: string, job: Job): Promise<void> {
  const { code, stderr } = await run("go", ["version"], { env: job.env, signal: job.signal });
  if (code === undefined) throw new Error("there is no Go on PATH");
  if (code !== 0) throw new Error(`go version failed: ${reasonIn(stderr)}`);
  if (!existsSync(MODULES)) throw new Error(`this copy of Fairlead lacks ${MODULES}`);
  // Here and not in /tmp, so that nothing stays behind, whatever happens.
  const scratch = join(directory, "tmp");
  mkdirSync(scratch, { recursive: true });
  for (const target of TARGETS) await build(target, directory, scratch, job);
  rmSync(scratch, { recursive: true, force: true });
}

async function build({ name, module, flags, package: path }: Target, directory: string, scratch: string, job: Job): Promise<void> {
  job.say(`building ${name}: with an empty Go cache it takes minutes`);
  const progress = { downloaded: 0, compiled: 0 };
  const onLine = (line: string): void => {
    if (line.startsWith("go: downloading")) progress.downloaded += 1;
    else if (isPackage(line)) progress.compiled += 1;
  };
  const output = join(directory, "bin", programName(name));
  const args = ["build", "-v", "-mod=readonly", "-buildvcs=false", "-trimpath", ...flags, "-o", output, path];
  // What is built runs here, whatever the environment would build for elsewhere.
  const env = { ...job.env, GOWORK: "off", GOOS: "", GOARCH: "", GOTMPDIR: scratch };
  const { code, signal, stderr } = await tellWhile(
    job.say,
    () => `building ${name}: ${progress.downloaded} modules downloaded, ${progress.compiled} packages compiled`,
    () => run("go", args, { cwd: join(MODULES, module), env, signal: job.signal, onLine }),
  );
  if (code !== 0) throw new Error(`go build of ${name} failed: ${whyNot(stderr) || endText({ code, signal })}`);
}

/** With -v, Go names each package that it compiles: `github.com/x/y`, `net/http`, `fmt`. */
const isPackage = (line: string): boolean => /^[\w.-]+(?:\/[\w.@~+-]+)*$/.test(line);

/** What Go said beside its progress; the first lines tell the cause. */
function whyNot(stderr: string): string {
  const said = stderr.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("go: downloading") && !isPackage(line));
  const full = said.find((line) => line.includes("no space left"));
  return (full === undefined ? said.slice(0, 3) : [full]).map((line) => line.trim().slice(0, 300)).join(" ");
}
