import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Board } from "../../app/board/board.ts";
import type { StatusResult } from "../../app/status/status-result.ts";
import { count } from "../../base/text.ts";
import type { Effect } from "../../resolve/outcome.ts";
import { OUTCOMES } from "../../resolve/outcome.ts";
import { TIERS } from "../../model/tier.ts";
import { stateWord, statusRows } from "../results/status.ts";
import { boardData } from "./board-data.ts";
import { escapeHtml, jsonBlock } from "./escape-html.ts";
import { matrix } from "./matrix.ts";

const asset = (name: string): string => readFileSync(join(import.meta.dirname, "assets", name), "utf8");

const sourceOf = (text: string): string => `'sha256-${hash("sha256", text, "base64")}'`;

/** Renders the board as one page that needs no other file. Its policy permits exactly its own style and script. */
export function boardPage(board: Board): string {
  const { status } = board;
  const { stacks } = statusRows(status);
  const style = `:root { --columns: ${stacks.length}; }\n${asset("board.css")}`;
  const script = ["details.js", "board.js"].map(asset).join("\n");
  const policy = `default-src 'none'; script-src ${sourceOf(script)}; style-src ${sourceOf(style)}; base-uri 'none'; form-action 'none'`;
  const title = escapeHtml(status.name);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}: what runs where</title>
<style>${style}</style>
</head>
<body>
<header>
<div class="title"><h1><bdi>${title}</bdi></h1><p>${count(stacks.length, "stack")}, read <time id="read" datetime="${escapeHtml(status.at)}">${escapeHtml(status.at.replace("T", " ").replace("Z", " UTC"))}</time></p></div>
<ul class="totals" aria-label="Deployments by state">${totals(status)}</ul>
${filters(status, stacks)}
<p id="found" role="status"></p>
</header>
<main id="board">
${matrix(status)}
<p id="nothing" hidden>No service matches. <button type="button" id="clear">Clear the filters</button></p>
</main>
<dialog id="detail" aria-labelledby="detail-title"><div class="bar"><h2 id="detail-title"></h2><button type="button" id="close" aria-label="Close">✕</button></div><div id="detail-body"></div></dialog>
${jsonBlock("data", boardData(board))}
<script>${script}</script>
</body>
</html>
`;
}

interface StateCount {
  readonly word: string;
  readonly effect: Effect;
  readonly number: number;
}

/** Counts the deployments in each state, the most urgent first. */
const stateCounts = ({ deployments }: StatusResult): readonly StateCount[] =>
  OUTCOMES.flatMap(({ outcome, effect }) => {
    const number = deployments.filter((each) => each.outcome === outcome).length;
    return number === 0 ? [] : [{ word: stateWord({ outcome, effect }), effect, number }];
  });

/** Formats a count with commas: `10,000`. */
const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");

const totals = (status: StatusResult): string =>
  stateCounts(status)
    .map(({ word, effect, number }) => `<li class="${effect}"><b>${grouped(number)}</b> ${escapeHtml(word)}</li>`)
    .join("");

function filters(status: StatusResult, stacks: readonly string[]): string {
  const used = TIERS.filter((tier) => status.stacks.some((stack) => stack.tier === tier));
  return `<form id="filters" role="search">
<label class="search"><span class="sr">Search services</span><input id="search" type="search" placeholder="Search services" autocomplete="off" spellcheck="false"><kbd aria-hidden="true">/</kbd></label>
${choice("stack", "All stacks", stacks)}
${choice("tier", "All tiers", used)}
${choice(
  "state",
  "All states",
  stateCounts(status).map(({ word }) => word),
)}
</form>`;
}

const choice = (id: string, all: string, values: readonly string[]): string =>
  `<label><span class="sr">${id}</span><select id="${id}"><option value="">${all}</option>${values
    .map((value) => `<option value="${escapeHtml(value)}">${escapeHtml(value)}</option>`)
    .join("")}</select></label>`;
