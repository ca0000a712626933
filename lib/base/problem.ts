/** One thing that is wrong with what a person wrote. Problems are collected, so that all are shown at once. */
export interface Problem {
  /** The file to open, relative to the project: `services/cartservice.ts`. */
  readonly file: string;
  /** Where in that file: `resources.limits.memory`, or empty for the file as a whole. */
  readonly path: string;
  /** What is wrong, with the value: `64Mi is below the request 128Mi`. */
  readonly message: string;
  /** What to do about it, best as a command or an edit. */
  readonly hint?: string;
}

/** Where a finding goes; rules call it as often as they find something. */
export type Report = (path: string, message: string, hint?: string) => void;

/** `services/cartservice.ts: resources.limits.memory: 64Mi is below the request 128Mi` */
export const formatProblem = ({ file, path, message }: Problem): string =>
  path === "" ? `${file}: ${message}` : `${file}: ${path}: ${message}`;

/** Drops repeats (a service's mistake shows in every stack) and sorts by file, keeping the order inside a file. */
export function uniqueProblems(problems: readonly Problem[]): readonly Problem[] {
  const byText = new Map<string, Problem>();
  for (const problem of problems) {
    const text = formatProblem(problem);
    if (!byText.has(text)) byText.set(text, problem);
  }
  return [...byText.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}
