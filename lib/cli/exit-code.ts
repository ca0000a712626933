import type { ErrorCode } from "../base/error-code.ts";
import type { UpResult } from "../app/release/results.ts";
import { failsRun } from "../resolve/outcome.ts";
import type { Results } from "../report/results/results.ts";

/** The exit codes. `refused`: a check failed or a gate refused. `input`: the user's input or environment is wrong. */
export const EXIT = { done: 0, refused: 1, usage: 2, input: 3, defect: 70, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const done = (): ExitCode => EXIT.done;

const exitOfUp = ({ decisions, engine }: Pick<UpResult, "decisions" | "engine">): ExitCode => {
  if (engine?.interrupted === true) return EXIT.interrupted;
  const failed = engine?.stacks.some(({ outcome }) => outcome === "failed") ?? false;
  return failed || failsRun(decisions) ? EXIT.input : EXIT.done;
};

/** The exit code of each result. */
export const EXIT_OF_RESULT: { readonly [K in keyof Results]: (result: Results[K]) => ExitCode } = {
  render: done,
  check: ({ findings }) => (findings.length === 0 ? EXIT.done : EXIT.refused),
  diff: done,
  explain: done,
  doctor: (checks) => (checks.some(({ state }) => state === "broken") ? EXIT.refused : EXIT.done),
  created: done,
  plan: ({ decisions }) => exitOfUp({ decisions, engine: undefined }),
  up: exitOfUp,
  recorded: done,
  channelSet: done,
  channels: ({ channels }) => (channels.some(({ broken }) => broken.size > 0) ? EXIT.input : EXIT.done),
  releases: ({ releases }) => (releases.some((release) => "problem" in release) ? EXIT.input : EXIT.done),
  release: done,
  verified: ({ findings }) => (findings.length > 0 ? EXIT.refused : EXIT.done),
  pruned: done,
  engine: ({ engine }) => (engine === undefined ? EXIT.refused : EXIT.done),
  engineInstalled: done,
  failure: ({ code }) => EXIT_OF_ERROR[code] ?? EXIT.input,
};

/** The codes of errors that are not the user's input or environment. */
const EXIT_OF_ERROR: Readonly<Partial<Record<ErrorCode, ExitCode>>> = {
  USAGE: EXIT.usage,
  REFUSED: EXIT.refused,
  INTERRUPTED: EXIT.interrupted,
  DEFECT: EXIT.defect,
};
