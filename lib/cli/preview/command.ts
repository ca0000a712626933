import { command } from "../command.ts";
import { selectionFlags, type SelectionFlags, selectionOf } from "../flags.ts";

export const previewCommand = command<SelectionFlags, []>({
  brief: "Show what up would change in the cloud",
  description:
    "Compares the cloud resources that the specs ask for with the recorded state of each stack, and changes nothing. Resources that would be lost come first: deleted ones, and replaced ones with the input that forces it. Needs no engine and no credentials of the cloud. Exits with 1 if a resource would be deleted or replaced.",
  examples: [
    "fairlead preview",
    "fairlead preview --stack prod-us-central1",
    "fairlead preview --service cartservice --format markdown",
    "fairlead preview --json",
  ],
  parameters: { flags: selectionFlags, aliases: { s: "stack" } },
  run: async (context, flags) => {
    const { previewCloud } = await import("../../app/cloud/preview-cloud.ts");
    return { kind: "previewed", result: await previewCloud(context, { selection: selectionOf(flags) }) };
  },
});
