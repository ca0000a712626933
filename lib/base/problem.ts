/** One mistake in a file that people write. Problems are collected, so that a run shows all of them at once. */
export interface Problem {
  /** The file to open, relative to the project: `services/cartservice.ts`. */
  readonly file: string;
  /** The place in that file: `resources.limits.memory`. Empty for the whole file. */
  readonly path: string;
  /** The mistake, with the value: `64Mi is below the request 128Mi`. */
  readonly message: string;
  /** The fix, best as a command or an edit. */
  readonly hint?: string;
  /** Set if the run goes on: the problem is a matter of choice. */
  readonly severity?: "warning";
  /** The rule of the repository that found it. @default Fairlead found it */
  readonly policy?: PolicyTrace;
}

/** The rule of a repository that found a problem, and the place of the problem. */
export interface PolicyTrace {
  readonly name: string;
  /** The reason for the rule. */
  readonly why: string;
  /** The object or the cloud resource: `Deployment cartservice`. @default the whole stack */
  readonly object?: string;
  /** The field of the object. Empty for the whole object. */
  readonly path: string;
  /** The finding, without place and reason. */
  readonly message: string;
  readonly stacks: readonly string[];
  /** @default what the stack has once */
  readonly service?: string;
}

/** Receives one problem of one file. */
export type Report = (path: string, message: string, hint?: string) => void;

/** Formats a problem in one line: `services/cartservice.ts: resources.limits.memory: 64Mi is below the request 128Mi`. */
export const formatProblem = ({ file, path, message }: Problem): string =>
  path === "" ? `${file}: ${message}` : `${file}: ${path}: ${message}`;

/** Drops duplicates, which arise if every stack reports a service's mistake. Sorts by file and keeps the order inside a file. */
export function uniqueProblems(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map<string, Problem>();
  for (const problem of problems) {
    const text = formatProblem(problem);
    if (!byText.has(text)) byText.set(text, problem);
  }
  return [...byText.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}
