import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT, environment } from "../project.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { programs } from "./actions/programs.ts";
import { parseWorkflow } from "./actions/workflow.ts";

/** A run of a step, as GitHub Actions makes it. */
export interface StepRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The outputs of the step. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs the shell lines of a step of a committed workflow. @param step `deploy/publish/Publish` @param env its variables, and those of GitHub */
export function runStep(step: string, cwd: string, env: NodeJS.ProcessEnv): StepRun {
  const [file = "", job = "", name = ""] = step.split("/");
  const workflow = parseWorkflow(readFileSync(join(CHECKOUT, ".github/workflows", `${file}.yml`), "utf8"));
  const run = workflow.jobs[job]?.steps?.find((each) => each.name === name)?.run;
  if (run === undefined) throw new Error(`no step ${step}`);
  const output = join(temporaryDirectory("output"), "output");
  writeFileSync(output, "");
  const path = `${programs()}:${process.env["PATH"]}`;
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
    cwd,
    env: environment({ PATH: path, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: output, ...env }),
    encoding: "utf8",
  });
  const lines = readFileSync(output, "utf8").split("\n");
  const outputs = Object.fromEntries(
    lines.flatMap((line) => [/^(\w+)=(.*)$/.exec(line)?.slice(1) ?? []].filter(({ length }) => length > 0)),
  );
  return { status, stdout, stderr, outputs };
}
