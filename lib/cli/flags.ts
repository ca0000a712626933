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

/** The flags of a command that may publish its change. */
export type PublishFlags = { readonly publish: boolean; readonly remote?: string; readonly branch?: string; readonly skipHooks: boolean };

export const branchFlags = {
  remote: optional(textFlag("The remote [the one that the branch follows, or origin]", "name")),
  branch: optional(textFlag("The branch [the one that the present branch follows]", "name")),
  skipHooks: switchFlag("Run no hooks of this clone"),
} as const;

export const publishFlags = {
  publish: switchFlag("Work on the newest commit of the branch, and push the change as one commit"),
  ...branchFlags,
} as const;

export const repositoryFlag = optional(
  textFlag("The repository on GitHub that gets the pull requests [that of the remote, or GITHUB_REPOSITORY]", "name"),
);

/** The flags of a command whose changes go to a stack by its delivery. */
export type DeliveryFlags = PublishFlags & { readonly direct: boolean; readonly repository?: string };

export const deliveryFlags = {
  ...publishFlags,
  direct: switchFlag("With --publish: push to the branch itself, also for stacks that get pull requests"),
  repository: repositoryFlag,
} as const;

export const passFlags = {
  hotfix: optional(textFlag("Let the services of --service pass freezes and waiting, for this reason", "reason")),
  now: switchFlag("Let the services of --service pass the waiting, and no freeze"),
} as const;

export type SelectionFlags = ReportFlags & { readonly stack?: readonly string[]; readonly service?: readonly string[] };

export const selectionFlags = {
  ...reportFlags,
  stack: variadic(textFlag("Only this stack; may be repeated", "name")),
  service: variadic(textFlag("Only this service; may be repeated", "name")),
} as const;

/** Returns the selection of `--stack` and `--service`. */
export const selectionOf = ({ stack = [], service = [] }: SelectionFlags): Selection => ({ stacks: stack, services: service });
