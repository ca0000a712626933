import { command, type SelectionFlags, selectionFlags } from "../command.ts";

export type DiffFlags = SelectionFlags & {
  readonly exitCode: boolean;
};

export const diffCommand = command<DiffFlags, [from?: string, to?: string]>({
  brief: "Show what changes, object by object",
  description:
    "Compares two trees: each is a git revision, a directory, or what the specs render to now. Without arguments, pulumi-gen/ on disk with the specs. A new image is one line; identical changes are grouped; removals come first, stateful ones marked.",
  examples: [
    "fairlead diff                      # the disk -> the specs",
    "fairlead diff main                 # a branch -> the specs",
    "fairlead diff HEAD~1 HEAD          # what the last commit changed",
    "fairlead diff main --format markdown",
  ],
  parameters: {
    flags: {
      ...selectionFlags,
      exitCode: { kind: "boolean", brief: "Exit 1 where there is a difference", default: false, withNegated: false },
    },
    aliases: { s: "stack" },
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "Revision or directory [pulumi-gen on disk]", parse: (text: string) => text, placeholder: "from", optional: true },
        { brief: "Revision or directory [the specs]", parse: (text: string) => text, placeholder: "to", optional: true },
      ],
    },
  },
  load: async () => (await import("../run/diff.ts")).runDiff,
});
