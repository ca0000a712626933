import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { until } from "./processes.ts";
import { BIN, environment, type TestProject } from "./project.ts";

/** Runs a program on a pseudo terminal, and exits as the program does. */
const PYTHON = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

/** A line of shell that runs its arguments. A new terminal has no size, so each letter would have its own line. */
const SIZED = 'stty rows 40 columns 120; exec "$@"';

/** Programs that allocate a pseudo terminal: the test that they are there, and the command that runs another one. */
const ALLOCATORS = [
  {
    test: ["python3", "-c", "import os, pty; os.waitstatus_to_exitcode"],
    command: (args: readonly string[]) => ["python3", "-c", PYTHON, ...args],
  },
  {
    test: ["script", "--quiet", "--return", "--command", "true", "/dev/null"],
    command: (args: readonly string[]) => [
      "script",
      "--quiet",
      "--return",
      "--command",
      args.map((arg) => `'${arg}'`).join(" "),
      "/dev/null",
    ],
  },
] as const;

/** The first program that is there; undefined if there is none. */
const ALLOCATOR = ALLOCATORS.find(({ test: [program, ...args] }) => spawnSync(program, args).status === 0);

/** True if a test can have a pseudo terminal. Otherwise says so, once for each file. */
export function hasPseudoTerminal(): boolean {
  if (ALLOCATOR === undefined) process.stderr.write("skipped: neither python3 nor script of util-linux can allocate a pseudo terminal\n");
  return ALLOCATOR !== undefined;
}

/** A command on a pseudo terminal, and the person before it. */
export class Conversation {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #shown = "";

  constructor(project: TestProject, args: readonly string[], env: NodeJS.ProcessEnv) {
    const [program = "", ...rest] = ALLOCATOR?.command(["sh", "-c", SIZED, "sh", process.execPath, BIN, ...args]) ?? [];
    const child = spawn(program, rest, { cwd: project.root, env: environment({ TERM: "xterm", ...env }) });
    child.stdout.on("data", (chunk: Buffer) => (this.#shown += stripVTControlCharacters(chunk.toString())));
    this.#ended = new Promise((resolve) => child.on("close", resolve));
    this.#child = child;
  }

  /** Waits for a question, then types the keys. */
  async answer(question: string, keys: string): Promise<void> {
    await until(`the command asks ${question}`, () => this.#shown.includes(question));
    this.#child.stdin?.write(keys);
  }

  /** Waits for the end. @returns the exit code, and what the terminal showed */
  async end(): Promise<{ readonly status: number | null; readonly shown: string }> {
    const status = await this.#ended;
    return { status, shown: this.#shown };
  }
}
