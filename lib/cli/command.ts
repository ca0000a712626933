import { buildCommand, type Command } from "@stricli/core";
import type { BaseArgs, CommandBuilderArguments } from "@stricli/core";
import { ADDRESS_FORMS } from "../releases/backends.ts";
import type { ReportFormat } from "../report/registry.ts";
import type { CliContext, ExitCode, Io } from "./io.ts";

/** Flags that every command has. */
export type ReportFlags = {
  readonly json: boolean;
  readonly format?: ReportFormat;
};

/** What a command does; it is loaded when the command runs, so that `--help` loads none of them. */
export type Body<F, A extends BaseArgs> = (io: Io, flags: F, ...args: A) => Promise<ExitCode>;

export interface CommandSpec<F extends ReportFlags, A extends BaseArgs> {
  readonly brief: string;
  readonly description: string;
  /** Complete command lines. */
  readonly examples: readonly string[];
  readonly parameters: CommandBuilderArguments<F, A, CliContext>["parameters"];
  readonly load: () => Promise<Body<F, A>>;
}

/** Declares a command whose errors become messages and exit codes. */
export const command = <F extends ReportFlags, A extends BaseArgs>(spec: CommandSpec<F, A>): Command<CliContext> =>
  buildCommand<F, A, CliContext>({
    docs: { brief: spec.brief, fullDescription: `${spec.description}\n\nEXAMPLES\n${spec.examples.map((line) => `  ${line}`).join("\n")}` },
    parameters: spec.parameters,
    loader: async () => {
      const [body, { guarded }] = await Promise.all([spec.load(), import("./guarded.ts")]);
      return async function run(this: CliContext, flags: F, ...args: A): Promise<void> {
        Object.assign(this.process, { exitCode: await guarded(this.io, flags, () => body(this.io, flags, ...args)) });
      };
    },
  });

const FORMATS = ["terminal", "json", "markdown"] as const satisfies readonly ReportFormat[];

/** Declarations of the flags that many commands share. */
export const reportFlags = {
  json: { kind: "boolean", brief: "The same as --format json", default: false, withNegated: false },
  format: { kind: "enum", values: FORMATS, brief: "How to show the result [terminal]", optional: true },
} as const;

const name = (text: string): string => text;

export type DatastoreFlags = {
  readonly datastore?: string;
  readonly apiEndpoint?: string;
  readonly deadline?: number;
};

/** Seconds, as a flag. */
function seconds(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 3600)) throw new Error(`"${text}" is not a number of seconds from 1 to 3600`);
  return number;
}

export const datastoreFlags = {
  datastore: {
    kind: "parsed",
    parse: name,
    brief: `${ADDRESS_FORMS} [FAIRLEAD_DATASTORE, or the project's]`,
    optional: true,
    placeholder: "address",
  },
  apiEndpoint: {
    kind: "parsed",
    parse: name,
    brief: "Address of the Cloud Storage API, such as an emulator's [Google's]",
    optional: true,
    placeholder: "url",
  },
  deadline: {
    kind: "parsed",
    parse: seconds,
    brief: "Seconds after which to give up on the datastore, retries included [60]",
    optional: true,
    placeholder: "seconds",
  },
} as const;

export type SelectionFlags = ReportFlags & {
  readonly stack?: readonly string[];
  readonly service?: readonly string[];
};

export const selectionFlags = {
  ...reportFlags,
  stack: { kind: "parsed", parse: name, brief: "Only this stack; may be repeated", optional: true, variadic: true, placeholder: "name" },
  service: {
    kind: "parsed",
    parse: name,
    brief: "Only this service; may be repeated",
    optional: true,
    variadic: true,
    placeholder: "name",
  },
} as const;
