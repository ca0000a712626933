import type { PreviewResult } from "../../app/preview/preview-result.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { type ChangeView, isSame } from "../results/changes.ts";
import { contentTexts } from "../results/contents.ts";
import { costTotal, findingText, lossTexts, previewSummary, previewView } from "../results/preview.ts";
import { cloudPreviewText } from "./cloud-preview.ts";
import { changeLines } from "./change-lines.ts";
import { laterLines } from "./later.ts";
import { moreLines } from "./lines.ts";
import { riskLines } from "./risks.ts";
import { safe } from "./safe.ts";

/** Findings and contents that the report lists. */
const [MAX_FINDINGS, MAX_CONTENTS] = [40, 20];

/** Reports everything that the specs would change: risks first, then manifests, later waves, clouds, cost and findings. */
export function previewText(result: PreviewResult, colors: Colors): string {
  const view = previewView(result);
  const { manifests, later, cloud, findings } = view;
  const { bold, dim, red, yellow } = colors;
  const sides = result.manifests === undefined ? "" : safe(`, from ${result.manifests.from} to ${result.manifests.to}`);
  const heads = manifests !== undefined && cloud !== undefined;
  return [
    lines(
      lossTexts(cloud).map((loss) => {
        const { title, subject, text } = safe(loss);
        return `${bold(red(`! ${title}`))}: ${bold(subject)}: ${text}`;
      }),
      riskLines(manifests?.risks ?? [], colors),
      manifests === undefined || isSame(manifests) ? [] : [...changeLines(manifests, colors), ...contentLines(manifests, colors)],
      laterLines(later, colors, (wave) => contentLines(wave, colors)),
      heads ? [bold("cloud")] : [],
    ).replace(/^\n/, ""),
    cloud === undefined ? "" : cloudPreviewText(cloud, colors),
    lines(
      costTotal(cloud) === "" ? [] : [bold(costTotal(cloud))],
      findings.slice(0, MAX_FINDINGS).map((finding) => `${yellow("finding")} ${safe(findingText(finding))}`),
      moreLines(findings, MAX_FINDINGS, " findings"),
      manifests === undefined && findings.length === 0 ? [] : [dim(safe(previewSummary(view)) + sides)],
      result.page === undefined ? [] : [`wrote ${bold(safe(result.page.file))}: ${(result.page.bytes / 1e6).toFixed(1)} MB`],
    ).replace(/^\n/, ""),
  ].join("");
}

/** Shows the content of created objects that their name does not explain. */
function contentLines(view: ChangeView, { dim }: Colors): readonly string[] {
  const contents = contentTexts(view);
  return [
    ...contents
      .slice(0, MAX_CONTENTS)
      .flatMap(({ title, lines: fields }) => [`  ${title}:`, ...fields.map((field) => dim(`    ${field}`))]),
    ...moreLines(contents, MAX_CONTENTS, " contents").map((line) => dim(`  ${line}`)),
  ];
}
