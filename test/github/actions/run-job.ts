import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environment } from "../../project.ts";
import { temporaryDirectory } from "../../temporary-directory.ts";
import { type Contexts, interpolate, isMet } from "./expression.ts";
import { type JobPlace, LOCAL_ACTIONS } from "./local-actions.ts";
import { programs } from "./programs.ts";
import type { Job, Step } from "./workflow.ts";

export type Outcome = "success" | "failure" | "skipped";

/** A step that ran, or was skipped. */
export interface StepRun {
  readonly name: string;
  readonly outcome: Outcome;
  readonly stdout: string;
  readonly stderr: string;
  /** The variables of the step and of its job. */
  readonly env: Readonly<Record<string, string>>;
}

/** A job that ended. */
export interface JobRun {
  readonly name: string;
  readonly result: Outcome;
  readonly outputs: Readonly<Record<string, string>>;
  readonly steps: readonly StepRun[];
  /** The page of the job. */
  readonly summary: string;
}

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Everything that a job gets from GitHub. */
export interface JobInput {
  readonly contexts: Contexts;
  readonly place: JobPlace;
  readonly variables: NodeJS.ProcessEnv;
}

/** Runs the steps of a job, as the runner of GitHub Actions does. */
export async function runJob(name: string, job: Job, { contexts, place, variables }: JobInput): Promise<JobRun> {
  const temporary = temporaryDirectory("runner");
  mkdirSync(place.workspace, { recursive: true });
  const summary = join(temporary, "summary");
  writeFileSync(summary, "");
  const runner = { temp: temporary, os: "Linux" };
  const outcomes: Record<string, { readonly outcome: Outcome; readonly outputs: Readonly<Record<string, string>> }> = {};
  const runs: StepRun[] = [];
  let failed = false;
  const path = `${programs()}:${process.env["PATH"]}`;
  for (const [at, step] of (job.steps ?? []).entries()) {
    const known = { ...contexts, runner, steps: outcomes };
    const output = join(temporary, `output-${at}`);
    writeFileSync(output, "");
    const env = valuesOf({ ...job.env, ...step.env }, known);
    const base = { ...variables, PATH: path, RUNNER_TEMP: temporary, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
    const result = isMet(step.if, known, failed) ? await runStep(step, known, place, { ...base, ...env }) : undefined;
    const outcome = result === undefined ? "skipped" : result.status === 0 ? "success" : "failure";
    if (outcome === "failure" && step["continue-on-error"] !== true) failed = true;
    if (step.id !== undefined) outcomes[step.id] = { outcome, outputs: readOutputs(output) };
    runs.push({ name: nameOf(step), outcome, stdout: result?.stdout ?? "", stderr: result?.stderr ?? "", env });
  }
  return {
    name,
    result: failed ? "failure" : "success",
    outputs: valuesOf(job.outputs ?? {}, { ...contexts, steps: outcomes }),
    steps: runs,
    summary: readFileSync(summary, "utf8"),
  };
}

const nameOf = ({ name, uses, run = "" }: Step): string => name ?? (uses === undefined ? (run.split("\n")[0] ?? "") : actionOf(uses));

const actionOf = (uses: string): string => uses.replace(/@.*$/, "");

const valuesOf = (values: Readonly<Record<string, unknown>>, contexts: Contexts): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, interpolate(String(value), contexts)]));

async function runStep({ uses, run = "", shell, with: inputs = {} }: Step, contexts: Contexts, place: JobPlace, env: NodeJS.ProcessEnv) {
  if (uses === undefined) return runShell(run, shell, place.workspace, env);
  const action = LOCAL_ACTIONS[actionOf(uses)];
  if (action === undefined) throw new Error(`nothing stands for ${uses}`);
  try {
    action(valuesOf(inputs, contexts), place);
    return { status: 0, stdout: "", stderr: "" };
  } catch (error) {
    return { status: 1, stdout: "", stderr: String(error) };
  }
}

/** Runs shell lines. Only `shell: bash` fails if a program of a pipe fails. Source: docs.github.com, "defaults.run.shell". */
function runShell(run: string, shell: string | undefined, cwd: string, env: NodeJS.ProcessEnv): Promise<Result> {
  const flags = shell === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  const child = spawn("bash", [...flags, "-c", run], { cwd, env: environment(env) });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stdout, stderr })));
}

/** Reads `name=value` lines. */
const readOutputs = (file: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line) => {
        const [, key, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
        return key === undefined || value === undefined ? [] : [[key, value] as const];
      }),
  );
