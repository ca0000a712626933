import type { DeployStatus, StackStatus, StatusResult } from "../../app/status/status-result.ts";
import type { Effect } from "../../resolve/outcome.ts";
import { ageText } from "../results/age.ts";
import { behindText, stateWord, type StatusRow, statusRows, untilText } from "../results/status.ts";
import { escapeHtml } from "./escape-html.ts";

/** The sign beside a state's word, so that no state is told by its colour alone. */
const SIGNS: Readonly<Record<Effect, string>> = { unchanged: "✓", moved: "↑", refused: "‖" };

/** Renders the matrix: a row for each service, and a column for each stack. */
export function matrix(status: StatusResult): string {
  const { stacks, rows } = statusRows(status);
  const known = new Map(status.stacks.map((stack) => [stack.stack, stack]));
  const expired = new Set((status.expired ?? []).map(({ stack }) => stack));
  const head = stacks.map((stack, at) => columnHead(stack, known.get(stack), { at, isExpired: expired.has(stack) })).join("");
  return [
    `<div class="matrix" role="grid" aria-label="Services and stacks" aria-rowcount="${rows.length + 1}" aria-colcount="${stacks.length + 1}">`,
    `<div class="row head" role="row" aria-rowindex="1"><div class="corner" role="columnheader">Service</div>${head}</div>`,
    ...rows.map((row, at) => rowHtml(row, stacks, { at, now: status.at })),
    "</div>",
  ].join("\n");
}

function columnHead(
  stack: string,
  known: StackStatus | undefined,
  { at, isExpired }: { readonly at: number; readonly isExpired: boolean },
): string {
  const tier = known === undefined ? "not declared" : known.tier;
  const note = isExpired ? ' <span class="expired">expired</span>' : "";
  return `<div class="stack" role="columnheader" data-column="${at}" data-tier="${escapeHtml(tier)}"><bdi>${escapeHtml(stack)}</bdi><small>${escapeHtml(tier)}${note}</small></div>`;
}

function rowHtml(
  { service, cells }: StatusRow,
  stacks: readonly string[],
  { at, now }: { readonly at: number; readonly now: string },
): string {
  const name = escapeHtml(service);
  const shown = cells
    .map((cell, column) => (cell === undefined ? emptyCell(stacks[column] ?? "", column) : cellHtml(cell, column, now)))
    .join("");
  return `<div class="row" role="row" aria-rowindex="${at + 2}" data-service="${name}"><div class="name" role="rowheader" tabindex="-1"><bdi>${name}</bdi></div>${shown}</div>`;
}

const emptyCell = (stack: string, column: number): string =>
  `<div class="cell none" role="gridcell" tabindex="-1" data-column="${column}" data-stack="${escapeHtml(stack)}"><span class="quiet">not here</span></div>`;

function cellHtml(deployment: DeployStatus, column: number, now: string): string {
  const { stack, version, deployed, effect, candidate } = deployment;
  const state = stateWord(deployment);
  const tag = version?.tag ?? candidate?.tag ?? "";
  const age =
    deployed === undefined
      ? '<span class="quiet">not committed</span>'
      : `<time datetime="${deployed.at}">${ageText(deployed.at, now)}</time>`;
  const words = [...(effect === "unchanged" ? [] : [untilText(deployment)]), behindText(deployment)]
    .filter((word) => word !== "")
    .join(", ");
  const label = words === "" ? `<span class="sr">${escapeHtml(state)}</span>` : `<span class="word">${escapeHtml(words)}</span>`;
  return [
    `<div class="cell ${effect}" role="gridcell" tabindex="-1" data-column="${column}" data-stack="${escapeHtml(stack)}" data-state="${escapeHtml(state)}">`,
    `<span class="sign" aria-hidden="true">${SIGNS[effect]}</span><bdi class="tag" title="${escapeHtml(tag)}">${escapeHtml(tag)}</bdi>${age}${label}</div>`,
  ].join("");
}
