import type { PreviewResult } from "../../app/preview/preview-result.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { lines, quoted } from "../../base/text.ts";
import { type ContentText, contentTexts } from "../results/contents.ts";
import { costTotal, findingText, lossTexts, previewSummary, type PreviewView, previewView } from "../results/preview.ts";
import { cloudPreviewMarkdown } from "./cloud-preview.ts";
import { diffSections } from "./diff-sections.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { fitSections, type Section } from "./fit.ts";
import { laterSection } from "./later.ts";
import { withHint } from "./problems.ts";

/** Reports everything that the specs would change: risks first, then manifests, later waves, clouds, cost and findings. */
export function previewMarkdown(result: PreviewResult): string {
  const view = previewView(result);
  const sides = result.manifests === undefined ? "" : `, from ${code(result.manifests.from)} to ${code(result.manifests.to)}`;
  const base = result.base === undefined ? "" : ` --base ${quoted(result.base)}`;
  const all = [`All of it: ${code(`${FAIRLEAD} preview${base} --html preview.html`)}`];
  return lines(fitSections([`**${escapeMarkdown(previewSummary(view) || "nothing changes")}**${sides}`], previewSections(view), all));
}

/** Returns the sections of a preview, the most urgent first. @param clouds replaces the section of clouds, if no job read them */
export function previewSections({ manifests, later, cloud, findings }: PreviewView, clouds?: Section): readonly Section[] {
  const [risks, ...changes] = manifests === undefined ? [] : diffSections(manifests);
  const losses = lossItems(cloud);
  const total = costTotal(cloud);
  return [
    { title: "Risks", items: [...losses, ...(risks?.items ?? [])], brief: [...lossCounts(losses), ...(risks?.brief ?? [])] },
    ...changes,
    ...later.map((wave) => laterSection(wave, contentItems(contentTexts(wave.view)))),
    ...(clouds === undefined ? [] : [clouds]),
    ...(cloud === undefined ? [] : [{ title: "Clouds", items: cloudPreviewMarkdown(cloud).trimEnd().split("\n") }]),
    { title: "Cost", items: total === "" ? [] : [`- **${escapeMarkdown(total)}**`] },
    { title: "Findings", items: findings.map((finding) => withHint(`- ${code(findingText(finding))}`, finding.hint)) },
    { title: "Created objects", items: manifests === undefined ? [] : contentItems(contentTexts(manifests)) },
  ];
}

const lossItems = (cloud: PreviewView["cloud"]): readonly string[] =>
  lossTexts(cloud).map(({ title, subject, text }) => `- :warning: **${title}** ${code(subject)}: ${code(text)}`);

const lossCounts = (losses: readonly string[]): readonly string[] =>
  losses.length === 0 ? [] : [`- :warning: **cloud**: ${losses.length} resources deleted or replaced`];

/** Lists the fields of a created object. */
const contentItems = (contents: readonly ContentText[]): readonly string[] =>
  contents.flatMap(({ title, lines: fields }) => [`- ${code(title)}`, ...fields.map((field) => `  - ${code(field)}`)]);
