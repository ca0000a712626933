import type { PageFacts } from "../../../app/preview/page-facts.ts";
import type { PreviewResult } from "../../../app/preview/preview-result.ts";
import { renameHint } from "../../../diff/cloud/likely-renames.ts";
import { riskText } from "../../results/risks.ts";
import {
  changeNotes,
  isRefused,
  laterCloudText,
  lossSummary,
  previewCounts,
  splitUntouched,
  unprotectCommands,
} from "../../results/cloud-preview.ts";
import { className } from "../../results/cloud-text.ts";
import { messageText } from "../../results/cloud-run.ts";
import { costChangeLines } from "../../results/cost-text.ts";
import { laterText } from "../../results/later.ts";
import { costTotal, findingText, lossTexts, previewSummary, type PreviewView, previewView } from "../../results/preview.ts";
import { lockText, releaseText } from "../../results/versions.ts";
import { escapeHtml, jsonBlock } from "../escape-html.ts";
import { asset, choice, grouped, htmlPage } from "../page.ts";
import { graphSvg } from "./graph-svg.ts";
import { previewData } from "./preview-data.ts";

/** Renders a preview as one page that needs no other file. */
export function previewPage(result: PreviewResult, facts: PageFacts): string {
  const view = previewView(result);
  const data = previewData(result, view.later.map(laterText), facts);
  const sides =
    result.manifests === undefined
      ? ""
      : `from <bdi>${escapeHtml(result.manifests.from)}</bdi> to <bdi>${escapeHtml(result.manifests.to)}</bdi>`;
  const stacks = [...new Set(data.stacks.map(([name]) => name))];
  const body = `<header>
<div class="title"><h1><bdi>${escapeHtml(facts.name)}</bdi>: what changes</h1><p>${sides}</p></div>
<ul class="totals" aria-label="Totals">${totals(result, view)}</ul>
</header>
<main>
<p class="summary">${escapeHtml(previewSummary(view) || "nothing changes")}</p>
${risks(view)}
<section id="manifests" aria-labelledby="manifests-title"><h2 id="manifests-title">Manifests</h2>
${lists(view)}
<form id="filters" role="search">
<label class="search"><span class="sr">Search objects</span><input id="search" type="search" placeholder="Search services, kinds, names" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></label>
${choice("stack", "All stacks", stacks)}
${choice("action", "All changes", ["removed", "moved", "changed", "created"])}
<label class="check"><input id="risky" type="checkbox"> Only risks</label>
<p id="found" role="status"></p>
</form>
<div id="changes"></div>
<noscript><p>The changes of files need the script of this page.</p></noscript>
</section>
${clouds(result)}
${graphs(result, facts)}
${findings(result)}
</main>
${jsonBlock("data", data)}`;
  const style = [asset("page.css"), asset("preview.css")].join("\n");
  return htmlPage({ title: `${facts.name}: what changes`, style, script: ["page.js", "preview.js"].map(asset).join("\n"), body });
}

function totals({ manifests, later = [], cloud }: PreviewResult, view: PreviewView): string {
  const changes = manifests?.diff.changes ?? [];
  const losses = lossTexts(cloud).length;
  const numberOf = (...actions: readonly string[]): number =>
    changes.reduce((sum, { action, followers = [] }) => sum + (actions.includes(action) ? 1 + followers.length : 0), 0);
  const numbers: readonly (readonly [style: string, number: number, word: string])[] = [
    ["refused", view.manifests?.risks.length ?? 0, "risks"],
    ["refused", losses, "cloud losses"],
    ["refused", numberOf("removed"), "removed"],
    ["moved", numberOf("changed", "moved"), "changed"],
    ["unchanged", numberOf("created"), "created"],
    ["", later.reduce((sum, wave) => sum + wave.manifests.diff.changes.length, 0), "later"],
  ];
  return numbers.map(([style, number, word]) => `<li class="${number === 0 ? "" : style}"><b>${grouped(number)}</b> ${word}</li>`).join("");
}

const section = (id: string, title: string, content: string): string =>
  content === "" ? "" : `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${content}</section>`;

const list = (items: readonly string[], style = ""): string =>
  items.length === 0 ? "" : `<ul class="${style}">${items.map((item) => `<li>${item}</li>`).join("\n")}</ul>`;

function risks({ manifests, cloud }: PreviewView): string {
  const line = (title: string, subject: string, text: string): string =>
    `<b>${escapeHtml(title)}</b> <bdi>${escapeHtml(subject)}</bdi>: <bdi>${escapeHtml(text)}</bdi>`;
  const items = [
    ...lossTexts(cloud).map(({ title, subject, text }) => line(title, subject, text)),
    ...(manifests?.risks ?? []).map((group) => {
      const { title, subject, text } = riskText(group);
      const [path = ""] = group.paths;
      return `${line(title, subject, text)} <button type="button" data-path="${escapeHtml(path)}">Show<span class="sr"> the change</span></button>`;
    }),
  ];
  return section("risks", "Risks", list(items, "risks"));
}

/** Lists what has no separate file: releases, locks, and what later waves wait for. */
function lists({ manifests, later }: PreviewView): string {
  return [
    list((manifests?.releases ?? []).map((release) => `<b>release</b> <bdi>${escapeHtml(releaseText(release))}</bdi>`)),
    list((manifests?.locks ?? []).map((lock) => `<b>lock</b> <bdi>${escapeHtml(lockText(lock))}</bdi>`)),
    list(later.map((wave) => `<b>later</b> <bdi>${escapeHtml(laterText(wave))}</bdi>`)),
  ].join("\n");
}

function clouds({ cloud }: PreviewResult): string {
  if (cloud === undefined) return "";
  const { touched, untouched } = splitUntouched(cloud);
  const parts = touched.map((preview) => {
    const rows = preview.changes
      .map((change) =>
        [isRefused(change) ? `${change.action}, protected` : change.action, className(change.type), change.name, changeNotes(change)]
          .map((cell) => `<td><bdi>${escapeHtml(cell)}</bdi></td>`)
          .join(""),
      )
      .map((cells, at) => `<tr class="${preview.changes[at]?.action ?? ""}">${cells}</tr>`)
      .join("\n");
    const later = laterCloudText(preview);
    const notes = [
      ...(later === "" ? [] : [later]),
      ...costChangeLines(preview.cost),
      ...preview.renames.map(renameHint),
      ...preview.unknown.map((shard) => `unknown: ${shard}`),
      ...preview.violations.map((each) => `${each.severity}: ${each.resource ?? each.shard}: ${messageText(each)}`),
      ...preview.problems.map(({ shard, message }) => `problem: ${shard}: ${message}`),
    ];
    const table =
      rows === ""
        ? ""
        : `<div class="scroll" tabindex="0" role="group" aria-label="Resources of ${escapeHtml(preview.stack)}"><table><thead><tr><th>change</th><th>type</th><th>name</th><th>notes</th></tr></thead><tbody>${rows}</tbody></table></div>`;
    return `<h3><bdi>${escapeHtml(preview.stack)}</bdi> <small>${escapeHtml(previewCounts(preview))}</small></h3>${table}${list(notes.map((note) => `<bdi>${escapeHtml(note)}</bdi>`))}`;
  });
  const summary = [lossSummary(cloud), costTotal(cloud), ...unprotectCommands(cloud).map((command) => `to allow it: ${command}`)];
  const rest = untouched.length === 0 ? [] : [`unchanged: ${untouched.join(", ")}`];
  return section(
    "clouds",
    "Clouds",
    list([...summary, ...rest].filter((line) => line !== "").map((line) => `<bdi>${escapeHtml(line)}</bdi>`)) + parts.join("\n"),
  );
}

function graphs({ manifests, later = [], cloud }: PreviewResult, facts: PageFacts): string {
  const changes = [manifests, ...later.map((wave) => wave.manifests)].flatMap((each) => each?.diff.changes ?? []);
  const changed = Map.groupBy(changes, ({ object }) => object.stack);
  const drawn = [...facts.graphs].map(([stack, nodes]) =>
    graphSvg({
      stack,
      nodes,
      changed: new Set((changed.get(stack) ?? []).flatMap(({ object }) => object.service ?? [])),
      cloud: cloud?.stacks.find((each) => each.stack === stack),
    }),
  );
  return section("graph", "Services, needs and cloud", drawn.filter((each) => each !== "").join("\n"));
}

const findings = ({ warnings = [] }: PreviewResult): string =>
  section(
    "findings",
    "Findings",
    list(
      warnings.map(
        (each) => `<bdi>${escapeHtml(findingText(each))}</bdi>${each.hint === undefined ? "" : ` <code>${escapeHtml(each.hint)}</code>`}`,
      ),
    ),
  );
