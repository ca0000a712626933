import { engineFlags } from "../../app/engine/engine-limits.ts";
import { PREVIEW_ENGINES } from "../../app/cloud/preview-engines.ts";
import type { PreviewRequest } from "../../app/cloud/preview-cloud.ts";
import { command } from "../command.ts";
import { optional, selectionFlags, type SelectionFlags, selectionOf, textFlag } from "../flags.ts";

type PreviewFlags = SelectionFlags & Omit<PreviewRequest, "selection">;

export const previewCommand = command<PreviewFlags, []>({
  brief: "Show what up would change in the cloud",
  description:
    "Compares the cloud resources that the specs ask for with the recorded state of each stack, and changes nothing. Resources that would be lost come first: deleted ones, and replaced ones with the input that forces it. Needs no engine and no credentials of the cloud. With --engine pulumi, the engine answers instead. With --base, the specs of a commit count as the recorded state, so it needs no state either. Exits with 1 if a resource would be deleted or replaced.",
  examples: [
    "fairlead preview",
    "fairlead preview --stack prod-us-central1",
    "fairlead preview --service cartservice --format markdown",
    "fairlead preview --engine pulumi --stack staging",
    "fairlead preview --base origin/main",
    "fairlead preview --json",
  ],
  parameters: {
    flags: {
      ...selectionFlags,
      engine: { kind: "enum", values: PREVIEW_ENGINES, brief: "Ask Pulumi's engine itself, or not [embedded]", optional: true },
      base: optional(textFlag("Commit whose specs count as the recorded state", "revision")),
      ...engineFlags,
    },
    aliases: { s: "stack" },
  },
  run: async (context, flags) => {
    const { previewCloud } = await import("../../app/cloud/preview-cloud.ts");
    return { kind: "previewed", result: await previewCloud(context, { ...flags, selection: selectionOf(flags) }) };
  },
});
