import { command } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { argument, optional, selectionFlags, switchFlag, type SelectionFlags, selectionOf } from "../flags.ts";

type DiffFlags = SelectionFlags & { readonly exitCode: boolean };

export const diffCommand = command<DiffFlags, [from?: string, to?: string]>({
  brief: "Show what changes, object by object",
  description:
    "Compares two trees. Each is a git revision, a directory, or the tree that the specs render. Without arguments, compares pulumi-gen/ on disk with the specs. A new image is one line. Identical changes are grouped. Risks come first and are marked, then removals. With a pipeline, the changes of later waves come last, and say what they wait for.",
  examples: [
    "fairlead diff                      # the disk -> the specs",
    "fairlead diff main                 # a branch -> the specs",
    "fairlead diff HEAD~1 HEAD          # what the last commit changed",
    "fairlead diff main..HEAD           # two commits, without running a spec",
    "fairlead diff main --format markdown",
  ],
  parameters: {
    flags: { ...selectionFlags, exitCode: switchFlag("Exit 1 if there is a difference, now or in a later wave") },
    aliases: { s: "stack" },
    positional: {
      kind: "tuple",
      parameters: [
        optional(argument("Revision or directory [pulumi-gen on disk]", "from")),
        optional(argument("Revision or directory [the specs]", "to")),
      ],
    },
  },
  run: async (context, flags, from, to) => {
    const [{ diff }, { isEmptyDiff }] = await Promise.all([import("../../app/diff.ts"), import("../../diff/diff.ts")]);
    const result = await diff(context, { selection: selectionOf(flags), from, to });
    return {
      kind: "diff",
      result,
      exit: flags.exitCode && !(isEmptyDiff(result.diff) && result.later === undefined) ? EXIT.refused : EXIT.done,
    };
  },
});
