import { quoted } from "../../base/text.ts";

/** The programs that steps run. */
export type Program = "kubectl" | "helm";

/** A command of a step. */
export interface CommandLine {
  readonly program: Program;
  readonly args: readonly string[];
  /** The object on standard input. @default none */
  readonly input?: object;
}

/** Applies files or addresses, in order. A second run changes nothing, because the server compares. */
export const applied = (sources: readonly string[], options: readonly string[] = []): CommandLine => ({
  program: "kubectl",
  args: ["apply", "--server-side", ...options, ...sources.flatMap((source) => ["--filename", source])],
});

/** Applies one object. */
export const appliedObject = (input: object): CommandLine => ({ ...applied(["-"]), input });

/** A chart of an official repository. */
export interface Chart {
  readonly repository: string;
  readonly version: string;
  /** Values that differ from the chart's. @default none */
  readonly values?: Readonly<Record<string, string>>;
}

/** Installs or upgrades a chart, and waits until it runs. The release and the namespace have the name of the chart. */
export const installed = (name: string, { repository, version, values = {} }: Chart): CommandLine => ({
  program: "helm",
  args: [
    "upgrade",
    "--install",
    name,
    name,
    "--repo",
    repository,
    "--version",
    version,
    "--namespace",
    name,
    "--create-namespace",
    ...Object.entries(values).flatMap(([key, value]) => ["--set", `${key}=${value}`]),
    "--wait",
  ],
});

/** Formats the text on standard input. The API server reads JSON, too. */
export const inputOf = ({ input }: CommandLine): string | undefined => (input === undefined ? undefined : JSON.stringify(input));

/** Formats a command as one line of shell. */
export function shellLine(line: CommandLine): string {
  const command = [line.program, ...line.args].map(quoted).join(" ");
  const input = inputOf(line);
  return input === undefined ? command : `printf %s ${quoted(input)} | ${command}`;
}

/** Returns the arguments that pin a command to a context. Another program may change the current one meanwhile. */
export const inContext = ({ program, args }: CommandLine, context: string): readonly string[] => [
  program === "kubectl" ? "--context" : "--kube-context",
  context,
  ...args,
];
