import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { data } from "@actions/expressions";
import { type Fault, FAULTS_FILE } from "../../../lib/pulumi/local/faults.ts";
import { temporaryDirectory } from "../../temporary-directory.ts";
import { type Contexts, evaluate, interpolate, isMet } from "./expression.ts";
import type { JobPlace } from "./local-actions.ts";
import { type JobRun, type Outcome, runJob, type StepRun } from "./run-job.ts";
import { type Job, needsOf, parseWorkflow } from "./workflow.ts";

/** An event that starts a workflow. */
export interface WorkflowEvent {
  readonly name: string;
  /** @default {} */
  readonly payload?: Readonly<Record<string, unknown>>;
  /** @default refs/heads/main */
  readonly ref?: string;
  /** @default ada */
  readonly actor?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** The settings of a repository on GitHub. */
export interface RepositorySettings {
  readonly vars?: Readonly<Record<string, string>>;
  /** Environment -> its secrets. A job without an environment has none. */
  readonly secrets?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The variables of the machine that runs the jobs. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Everything that the jobs of a run have in common. */
interface RunInput {
  readonly contexts: Contexts;
  readonly event: Pick<JobPlace, "ref" | "sha" | "run">;
  readonly variables: NodeJS.ProcessEnv;
}

/** A run of a workflow that ended. */
export class WorkflowRun {
  readonly id: string;
  readonly jobs: readonly JobRun[];
  readonly conclusion: Outcome;

  constructor(id: string, jobs: readonly JobRun[], allowed: ReadonlySet<string>) {
    this.id = id;
    this.jobs = jobs;
    const counted = jobs.filter(({ name }) => !allowed.has(name.replace(/ .*/, "")));
    this.conclusion = counted.some(({ result }) => result === "failure") ? "failure" : "success";
  }

  /** Returns how each job ended: `cloud prod` -> `failure`. */
  get results(): Readonly<Record<string, Outcome>> {
    return Object.fromEntries(this.jobs.map(({ name, result }) => [name, result]));
  }

  /** Returns the errors of the steps that failed, for the message of a test. */
  get errors(): string {
    return this.jobs
      .flatMap(({ steps }) => steps.flatMap(({ name, outcome, stderr }) => (outcome === "failure" ? [`${name}: ${stderr}`] : [])))
      .join("\n");
  }

  /** Returns a step. @param path `publish/Publish` @throws Error if there is none */
  step(path: string): StepRun {
    const [job = "", name = ""] = path.split("/");
    const found = this.jobs.find((each) => each.name === job)?.steps.find((each) => each.name === name);
    if (found === undefined) throw new Error(`no step ${path}`);
    return found;
  }
}

/** Runs the workflows of a bare repository as GitHub Actions does: conditions, matrices, outputs, artifacts and caches. */
export class ActionsRunner {
  readonly artifacts = temporaryDirectory("artifacts");
  readonly #caches = temporaryDirectory("caches");
  /** The directory of clouds and states in every job. */
  readonly cloud = temporaryDirectory("cloud");
  readonly #remote: string;
  #settings: RepositorySettings;
  #runs = 0;

  /** @param remote the bare repository */
  constructor(remote: string, settings: RepositorySettings = {}) {
    this.#remote = remote;
    this.#settings = settings;
  }

  /** Changes settings of the repository. */
  set(settings: RepositorySettings): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** Tells the local cloud of every job which operations to fail. */
  fail(...faults: readonly Fault[]): void {
    const directory = join(this.cloud, "cloud");
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, FAULTS_FILE), JSON.stringify(faults));
  }

  /** Runs a workflow, as the commit of the event has it. @param file `deploy` */
  async run(file: string, event: WorkflowEvent): Promise<WorkflowRun> {
    const id = String((this.#runs += 1));
    const { ref = "refs/heads/main", actor = "ada", payload = {}, inputs = {} } = event;
    const sha = this.#git("rev-parse", ref).trim();
    const workflow = parseWorkflow(this.#git("show", `${sha}:.github/workflows/${file}.yml`));
    const github = {
      ...this.#github(id, actor),
      event: payload,
      event_name: event.name,
      ref,
      ref_name: ref.replace(/^refs\/(?:heads|tags)\//, ""),
      sha,
      workflow: workflow.name ?? file,
    };
    const variables = { ...this.#variables(github), ...this.#settings.env };
    const needs: Record<string, { readonly result: Outcome; readonly outputs: Readonly<Record<string, string>> }> = {};
    const ended: JobRun[] = [];
    for (const [name, job] of Object.entries(workflow.jobs)) {
      const own = Object.fromEntries(needsOf(job).map((need) => [need, needs[need]]));
      const contexts = { github, inputs, vars: this.#settings.vars ?? {}, needs: own };
      const failed = Object.values(own).some((need) => need?.result !== "success");
      const runs = isMet(job.if, contexts, failed)
        ? await this.#runAll(name, job, { contexts, event: { ref, sha, run: id }, variables })
        : [];
      const result = runs.length === 0 ? "skipped" : runs.some((run) => run.result === "failure") ? "failure" : "success";
      needs[name] = { result, outputs: Object.assign({}, ...runs.map(({ outputs }) => outputs)) };
      ended.push(...(runs.length === 0 ? [{ name, result, outputs: {}, steps: [], summary: "" } as const] : runs));
    }
    const allowed = Object.entries(workflow.jobs).flatMap(([name, job]) => (job["continue-on-error"] === true ? [name] : []));
    return new WorkflowRun(id, ended, new Set(allowed));
  }

  /** Runs a job once for each entry of its matrix. */
  async #runAll(name: string, job: Job, { contexts, event, variables }: RunInput): Promise<readonly JobRun[]> {
    const runs: JobRun[] = [];
    for (const matrix of matricesOf(job, contexts)) {
      const place = {
        ...event,
        remote: this.#remote,
        workspace: join(temporaryDirectory("job"), "workspace"),
        cloud: this.cloud,
        artifacts: this.artifacts,
        caches: this.#caches,
      };
      const known = { ...contexts, matrix };
      const environment = job.environment === undefined ? undefined : interpolate(job.environment, known);
      const secrets = environment === undefined ? {} : (this.#settings.secrets?.[environment] ?? {});
      const title = [name, ...Object.values(matrix ?? {})].slice(0, 2).join(" ");
      runs.push(
        await runJob(title, job, {
          contexts: { ...known, secrets },
          place,
          variables: { ...variables, GITHUB_WORKSPACE: place.workspace },
        }),
      );
    }
    return runs;
  }

  #github(id: string, actor: string) {
    return { actor, token: "job-token", run_id: id, run_attempt: "1", repository: "acme/shop", repository_owner: "acme" };
  }

  #variables(github: Readonly<Record<string, unknown>>): NodeJS.ProcessEnv {
    const event = join(temporaryDirectory("event"), "event.json");
    writeFileSync(event, JSON.stringify(github["event"]));
    const named = ["actor", "repository", "run_id", "run_attempt", "sha", "ref", "event_name", "workflow"];
    const own = Object.fromEntries(named.map((name) => [`GITHUB_${name.toUpperCase()}`, String(github[name])]));
    return { CI: "true", GITHUB_ACTIONS: "true", GITHUB_SERVER_URL: "https://github.com", GITHUB_EVENT_PATH: event, ...own };
  }

  #git(...args: readonly string[]): string {
    return execFileSync("git", args, { cwd: this.#remote, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }
}

/** Lists the entries of a job's matrix. A job without one runs once. */
function matricesOf(
  { strategy }: Job,
  contexts: Readonly<Record<string, unknown>>,
): readonly (Readonly<Record<string, string>> | undefined)[] {
  const matrix = strategy?.matrix;
  if (matrix === undefined) return [undefined];
  const found = evaluate(matrix.replace(/^\$\{\{|\}\}$/g, ""), contexts);
  return JSON.parse(JSON.stringify(found, data.replacer)).include;
}
