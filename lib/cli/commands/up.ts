import { positive, timerSeconds } from "../parse.ts";
import { command, type DatastoreFlags, datastoreFlags, type SelectionFlags, selectionFlags } from "../command.ts";

export type UpFlags = SelectionFlags &
  DatastoreFlags & {
    readonly overwrite: boolean;
    readonly engine?: "pulumi" | "embedded";
    readonly parallel?: number;
    readonly stackTimeout?: number;
    readonly stats: boolean;
  };

export const upCommand = command<UpFlags, []>({
  brief: "Move every stack to what it should run, and render it",
  description:
    "Decides as plan does, writes the decisions to the locks and has the Pulumi engine render what changed, stacks in parallel, in one step: whoever looks sees the old pulumi-gen/ or the new one. What somebody rolled back with git revert stays back. A service whose record cannot be used stays as it is, the others go on, and the exit code is 3.",
  examples: [
    "fairlead up",
    "fairlead up --stack latest",
    "fairlead up --stack staging --service cartservice",
    "fairlead up --engine embedded",
    "fairlead up --json",
  ],
  parameters: {
    flags: {
      ...selectionFlags,
      ...datastoreFlags,
      engine: {
        kind: "enum",
        values: ["pulumi", "embedded"],
        brief: "Who renders what changed; both give the same bytes [FAIRLEAD_ENGINE, or pulumi]",
        optional: true,
      },
      parallel: {
        kind: "parsed",
        parse: positive,
        brief: "Stacks that the engine runs at once [cores]",
        optional: true,
        placeholder: "number",
      },
      stackTimeout: {
        kind: "parsed",
        parse: timerSeconds,
        brief: "Seconds that the engine may take for one stack, from 1 to 2147483 [600]",
        optional: true,
        placeholder: "seconds",
      },
      stats: {
        kind: "boolean",
        brief: "Print time and memory of each stack on the engine, and of up itself",
        default: false,
        withNegated: false,
      },
      overwrite: { kind: "boolean", brief: "Also write over edits by hand in pulumi-gen/", default: false, withNegated: false },
    },
    aliases: { s: "stack" },
  },
  load: async () => (await import("../run/up.ts")).runUp,
});
