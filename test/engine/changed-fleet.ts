import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Outcome, recordCart, TestProject } from "../project.ts";
import { linkTools } from "../fake-engine.ts";
import { lastingDirectory, temporaryDirectory } from "../temporary-directory.ts";
import { engine } from "./engine.ts";
import { processesOf } from "./processes.ts";
import { leftIn } from "../left-in-scratch.ts";

export const STACKS = ["latest", "prod-europe-west1", "prod-us-central1", "staging"] as const;
export type StackName = (typeof STACKS)[number];

type Snapshot = Readonly<Record<string, string>>;

/** The sample fleet with changes on all four stacks: a release, a spec, and the Argo CD files. */
export class ChangedFleet {
  readonly project: TestProject;
  readonly before: Snapshot;
  /** The tree that the embedded writer renders. */
  readonly after: Snapshot;
  /** Directory with the project of `after`. */
  readonly expected: string;
  readonly #stacks: readonly string[];
  readonly #temporary = temporaryDirectory();

  /** @param stacks the stacks that the commands render. @default all of them */
  constructor(stacks: readonly StackName[] = STACKS) {
    this.#stacks = stacks.length === STACKS.length ? [] : stacks.flatMap((stack) => ["--stack", stack]);
    const { root, expected, before, after } = preparedFleet(this.#stacks);
    this.project = new TestProject(undefined, join(temporaryDirectory(), "fleet"));
    cpSync(root, this.project.root, { recursive: true });
    [this.expected, this.before, this.after] = [expected, before, after];
  }

  /** Returns the environment of a command. Nothing may be left in its directory for temporary files. */
  environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { TMPDIR: this.#temporary, FAIRLEAD_ENGINE: "pulumi", ...extra };
  }

  /** Returns the arguments of `up` with the fleet's stacks. */
  command(...args: readonly string[]): readonly string[] {
    return ["up", ...this.#stacks, ...args];
  }

  up(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Outcome {
    return this.project.run(this.command(...args), { env: this.environment(env) });
  }

  /** Returns the tree after these stacks failed: their old files, and the new files of the others. */
  without(failed: readonly StackName[]): Snapshot {
    const paths = [...new Set([...Object.keys(this.before), ...Object.keys(this.after)])].sort();
    return Object.fromEntries(
      paths.flatMap((path) => {
        const hash = (failed.some((stack) => stackOf(path) === stack) ? this.before : this.after)[path];
        return hash === undefined ? [] : [[path, hash]];
      }),
    );
  }

  /** Lists the processes of a run that are left, and its files outside the generated tree. */
  left(): { readonly processes: readonly unknown[]; readonly scratch: readonly string[]; readonly temporary: readonly string[] } {
    const { root } = this.project;
    const scratch = leftIn(join(root, ".fairlead"));
    return { processes: processesOf(root), scratch, temporary: readdirSync(this.#temporary) };
  }

  /** Runs `up` again. Returns the stacks that it rendered; `complete` is true if the tree is then as expected. */
  runAgain(): { readonly status: number | null; readonly rendered: readonly string[]; readonly complete: boolean } {
    const { status, stdout } = this.up(["--json"]);
    const stacks: readonly { readonly stack: string }[] = JSON.parse(stdout).engine.stacks;
    const complete = JSON.stringify(this.project.snapshot()) === JSON.stringify(this.after);
    return { status, rendered: stacks.map(({ stack }) => stack), complete };
  }
}

interface PreparedFleet extends Pick<ChangedFleet, "expected" | "before" | "after"> {
  readonly root: string;
}

const prepared = new Map<string, PreparedFleet>();

/** Makes the fleet once for each selection of stacks: the command that changes it takes longer than a copy. */
function preparedFleet(stacks: readonly string[]): PreparedFleet {
  const known = prepared.get(stacks.join());
  if (known !== undefined) return known;
  const project = new TestProject(undefined, join(lastingDirectory(), "fleet"));
  cpSync(new TestProject().root, project.root, { recursive: true });
  project.editAll("pulumi-gen/argocd", /$/, "# as an older Fairlead wrote it\n");
  recordCart(project, "v0.10.7", 2_000_000_000_000);
  project.edit("services/adservice.ts", /(?<=memory: )"\w+"/, '"190Mi"');
  project.commitAll();
  const before = project.snapshot();
  const copy = new TestProject(undefined, join(lastingDirectory(), "copy"));
  cpSync(project.root, copy.root, { recursive: true });
  const { status, stderr } = copy.run(["up", "--engine", "embedded", ...stacks]);
  if (status !== 0) throw new Error(stderr);
  const fleet = { root: project.root, expected: copy.root, before, after: copy.snapshot() };
  prepared.set(stacks.join(), fleet);
  return fleet;
}

export const NOTHING_LEFT = { processes: [], scratch: [], temporary: [] };

function stackOf(path: string): string {
  const [first = "", file = ""] = path.split("/");
  return first === "argocd" ? file.replace(/^(?:application|app-project)-|(?:-platform|-applications|-components)?\.yaml$/g, "") : first;
}

/** Shell commands that run before the engine or its provider starts, by stack. */
export interface Faults {
  readonly pulumi?: Readonly<Partial<Record<StackName, string>>>;
  readonly provider?: Readonly<Partial<Record<StackName, string>>>;
}

/** Returns an environment in which the engine has faults. */
export function faultyEngine({ pulumi = {}, provider = {} }: Faults): NodeJS.ProcessEnv {
  const directory = temporaryDirectory();
  const { pulumi: program, kubernetes } = engine();
  const wrap = (name: string, target: string, faults: Faults["pulumi"] = {}): void => {
    const cases = Object.entries(faults).map(([stack, script]) => `*/${stack}/home*) ${script} ;;`);
    writeFileSync(join(directory, name), `#!/bin/sh\ncase "$HOME $*" in\n${cases.join("\n")}\nesac\nexec '${target}' "$@"\n`, {
      mode: 0o755,
    });
  };
  wrap("pulumi", program, pulumi);
  if (kubernetes !== undefined) wrap("pulumi-resource-kubernetes", kubernetes, provider);
  return { PULUMI_BIN: join(directory, "pulumi"), PATH: `${directory}${delimiter}${process.env["PATH"]}` };
}

/** Returns an environment without an engine, with an empty home directory. */
export function withoutEngine(): NodeJS.ProcessEnv & { readonly HOME: string } {
  const home = temporaryDirectory();
  for (const name of ["cache", "tools"]) mkdirSync(join(home, name));
  linkTools(join(home, "tools"));
  return { HOME: home, XDG_CACHE_HOME: join(home, "cache"), PULUMI_BIN: "", PULUMI_HOME: "", PATH: join(home, "tools") };
}
