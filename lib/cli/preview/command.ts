import { engineFlags } from "../../app/engine/engine-limits.ts";
import { PREVIEW_ENGINES } from "../../app/cloud/preview-engines.ts";
import { ONLY_CHOICES } from "../../app/only.ts";
import type { PreviewRequest } from "../../app/preview/preview.ts";
import { command } from "../command.ts";
import { optional, selectionFlags, type SelectionFlags, selectionOf, textFlag } from "../flags.ts";

type PreviewFlags = SelectionFlags & Omit<PreviewRequest, "selection"> & { readonly html?: string };

export const previewCommand = command<PreviewFlags, []>({
  brief: "Show everything that the specs would change",
  description:
    "Compares the generated manifests and the recorded clouds with the specs, and changes nothing. Risks come first: lost resources of clouds, then those of manifests. Manifests follow, with the changes that wait for a later wave. Then come clouds, cost, and the findings of policies. Needs no engine, no datastore and no credentials. With --base, it compares with the manifests and the specs of a commit, so it needs no state either. With --engine pulumi, the engine answers about clouds. Exits with 1 if an object or a resource of a cloud would be deleted or replaced.",
  examples: [
    "fairlead preview",
    "fairlead preview --base origin/main",
    "fairlead preview --base origin/main --format markdown",
    "fairlead preview --base origin/main --html preview.html",
    "fairlead preview --only cloud --stack prod-us-central1",
    "fairlead preview --engine pulumi --stack staging",
    "fairlead preview --json",
  ],
  parameters: {
    flags: {
      ...selectionFlags,
      engine: { kind: "enum", values: PREVIEW_ENGINES, brief: "Ask Pulumi's engine itself, or not [embedded]", optional: true },
      base: optional(textFlag("Commit to compare with [the tree on disk and the recorded clouds]", "revision")),
      only: { kind: "enum", values: ONLY_CHOICES, brief: "The half to show: cloud or manifests [both]", optional: true },
      html: optional(textFlag("Also write it as a page that needs no network [no page]", "file")),
      ...engineFlags,
    },
    aliases: { s: "stack" },
  },
  run: async (context, { html, ...flags }) => {
    const { preview } = await import("../../app/preview/preview.ts");
    const { result, project } = await preview(context, { ...flags, selection: selectionOf(flags) });
    if (html === undefined) return { kind: "previewed", result };
    const [{ pageFacts }, { writePage }, { previewPage }] = await Promise.all([
      import("../../app/preview/page-facts.ts"),
      import("../../app/preview/write-page.ts"),
      import("../../report/html/preview/preview-page.ts"),
    ]);
    return { kind: "previewed", result: writePage(context, result, html, previewPage(result, await pageFacts(project))) };
  },
});
