import type { DatastoreOptions } from "../app/datastore.ts";
import { ADDRESS_FORMS } from "../releases/backends.ts";
import { REPORT_FORMATS, type ReportFormat } from "../report/registry.ts";
import type { Selection } from "../workspace/selection.ts";
import { positiveSeconds } from "../base/parse-number.ts";

const text = (value: string): string => value;

/** Declares a flag that takes a string. */
export const textFlag = (brief: string, placeholder: string) => ({ kind: "parsed", parse: text, brief, placeholder }) as const;

/** Declares a flag that takes a parsed value. */
export const parsedFlag = <T>(parse: (value: string) => T, brief: string, placeholder: string) =>
  ({ kind: "parsed", parse, brief, placeholder }) as const;

/** Declares a flag without a value. */
export const switchFlag = (brief: string) => ({ kind: "boolean", brief, default: false, withNegated: false }) as const;

/** Declares an optional flag. */
export const optional = <T extends object>(flag: T) => ({ ...flag, optional: true }) as const;

/** Declares positional arguments. */
export const argument = (brief: string, placeholder: string) => ({ brief, parse: text, placeholder }) as const;

/** The flags of every command with a result. */
export type ReportFlags = { readonly json: boolean; readonly format?: ReportFormat };

/** The flags of any command, also of one that has no formats. */
export type AnyFlags = Partial<ReportFlags>;

export const reportFlags = {
  json: switchFlag("The same as --format json"),
  format: { kind: "enum", values: REPORT_FORMATS, brief: "The form of the result [terminal]", optional: true },
} as const;

export type DatastoreFlags = DatastoreOptions;

export const datastoreFlags = {
  datastore: optional(textFlag(`${ADDRESS_FORMS} [FAIRLEAD_DATASTORE, or the project's]`, "address")),
  apiEndpoint: optional(textFlag("Address of the Cloud Storage API, such as an emulator's [Google's]", "url")),
  deadline: optional(
    parsedFlag(positiveSeconds, "Seconds after which to give up on the datastore, retries included, up to 3600 [60]", "seconds"),
  ),
} as const;

export type SelectionFlags = ReportFlags & { readonly stack?: readonly string[]; readonly service?: readonly string[] };

/** Declares an optional flag that may be repeated. */
export const variadic = <T extends object>(flag: T) => ({ ...optional(flag), variadic: true }) as const;

export const selectionFlags = {
  ...reportFlags,
  stack: variadic(textFlag("Only this stack; may be repeated", "name")),
  service: variadic(textFlag("Only this service; may be repeated", "name")),
} as const;

/** Returns the selection of `--stack` and `--service`. */
export const selectionOf = ({ stack = [], service = [] }: SelectionFlags): Selection => ({ stacks: stack, services: service });
