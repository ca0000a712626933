import { command, type DatastoreFlags, datastoreFlags, type SelectionFlags, selectionFlags } from "../command.ts";

export type UpFlags = SelectionFlags & DatastoreFlags & { readonly overwrite: boolean };

export const upCommand = command<UpFlags, []>({
  brief: "Move every stack to what it should run, and render it",
  description:
    "Decides as plan does, writes the decisions to the locks and renders the manifests, in one step: whoever looks sees the old pulumi-gen/ or the new one. What somebody rolled back with git revert stays back. A service whose record cannot be used stays as it is, the others go on, and the exit code is 3.",
  examples: ["fairlead up", "fairlead up --stack latest", "fairlead up --stack staging --service cartservice", "fairlead up --json"],
  parameters: {
    flags: {
      ...selectionFlags,
      ...datastoreFlags,
      overwrite: { kind: "boolean", brief: "Also write over edits by hand in pulumi-gen/", default: false, withNegated: false },
    },
    aliases: { s: "stack" },
  },
  load: async () => (await import("../run/up.ts")).runUp,
});
