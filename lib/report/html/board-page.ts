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
import { asset, choice, grouped, htmlPage } from "./page.ts";

/** Renders the board as one page that needs no other file. Its policy permits exactly its own style and script. */
export function boardPage(board: Board): string {
  const { status } = board;
  const { stacks } = statusRows(status);
  const title = escapeHtml(status.name);
  const body = `<header>
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
${jsonBlock("data", boardData(board))}`;
  return htmlPage({
    title: `${status.name}: what runs where`,
    style: [asset("page.css"), asset("board.css"), `:root { --columns: ${stacks.length}; }`].join("\n"),
    script: ["page.js", "details.js", "board.js"].map(asset).join("\n"),
    body,
  });
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
