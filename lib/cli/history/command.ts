import { positive } from "../../base/parse-number.ts";
import { command } from "../command.ts";
import { argument, optional, parsedFlag, reportFlags, type ReportFlags, textFlag, variadic } from "../flags.ts";

type HistoryFlags = ReportFlags & { readonly stack?: readonly string[]; readonly limit?: number };

/** The changes that are listed without `--limit`. */
const LIMIT = 20;

export const historyCommand = command<HistoryFlags, [service: string]>({
  brief: "Show what stacks ran of a service, from git",
  description:
    "Lists the commits that changed the service's entry in a lock, newest first: releases, rollbacks and holds. Reads git alone: no spec, no datastore. git revert <commit> takes one back.",
  examples: [
    "fairlead history cartservice",
    "fairlead history cartservice --stack prod-us-central1 --limit 5",
    "fairlead history cartservice --json",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      stack: variadic(textFlag("Only this stack; may be repeated", "name")),
      limit: optional(parsedFlag(positive, `The maximum number of changes [${LIMIT}]`, "number")),
    },
    positional: { kind: "tuple", parameters: [argument("The service", "service")] },
    aliases: { s: "stack" },
  },
  run: async (context, { stack = [], limit = LIMIT }, service) => {
    const { history } = await import("../../app/history.ts");
    return { kind: "history", result: await history(context, { service, stacks: stack, limit }) };
  },
});
