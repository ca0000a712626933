import type { DatastoreOptions } from "../app/datastore.ts";
import { ADDRESS_FORMS } from "../releases/backends.ts";
import { REPORT_FORMATS, type ReportFormat } from "../report/registry.ts";
import type { Selection } from "../workspace/selection.ts";
import { optional, parsedFlag, switchFlag, textFlag, variadic } from "../base/flag.ts";
import { positiveSeconds } from "../base/parse-number.ts";

export { argument, optional, parsedFlag, switchFlag, textFlag, variadic } from "../base/flag.ts";

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

export const selectionFlags = {
  ...reportFlags,
  stack: variadic(textFlag("Only this stack; may be repeated", "name")),
  service: variadic(textFlag("Only this service; may be repeated", "name")),
} as const;

/** Returns the selection of `--stack` and `--service`. */
export const selectionOf = ({ stack = [], service = [] }: SelectionFlags): Selection => ({ stacks: stack, services: service });
