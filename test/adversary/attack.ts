import { expect } from "vitest";
import { lockLine, type TestProject } from "../project.ts";
import { victim } from "./victim.ts";

/** An attack on the victim, and what the user sees then. */
export interface Attack {
  /** Changes the project or its datastore. Returns the arguments of the command that the user runs next. @default up */
  readonly does: (project: TestProject) => readonly string[] | void;
  readonly exit: number;
  readonly says: RegExp;
  /** The tag of cart on prod afterwards. @default v2, as before */
  readonly runs?: string;
}

/** Commands must end long before: an attack must not make them wait. */
const LIMIT = { timeout: 60_000 };

/** Characters that a terminal obeys. */
const CONTROLS = /(?!\n)[\p{Cc}\u202A-\u202E]/u;

/** The output that a user sees, and the tag that prod runs. */
interface Seen {
  readonly exit: number | null;
  readonly output: string;
  readonly runs: string | undefined;
  /** The specs with their hashes: no attack changes them. */
  readonly specs: Readonly<Record<string, string>>;
}

/** Runs the command after an attack. @throws Error if its output has characters that a terminal obeys */
export function attacked({ does }: Attack): Seen {
  const project = victim();
  const { status, stdout, stderr } = project.run(does(project) ?? ["up"], LIMIT);
  const output = stdout + stderr;
  if (CONTROLS.test(output)) throw new Error(`the output has control characters: ${JSON.stringify(output)}`);
  return {
    exit: status,
    output,
    specs: project.snapshot("services"),
    runs: /.*\btag: ([^,}]*)/.exec(lockLine(project, "prod", "cart"))?.[1],
  };
}

/** Returns what the user should see. */
export const refused = ({ exit, says, runs = "v2" }: Attack): unknown => ({
  exit,
  output: expect.stringMatching(says),
  runs,
  specs: victim().snapshot("services"),
});

/** Takes the last release back, as a person does. */
export const revert = (project: TestProject): void => void project.git("revert", "--no-edit", "HEAD");
