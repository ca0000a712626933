import { lines } from "../../base/text.ts";
import type { Outcome } from "../../resolve/outcome.ts";
import type { Colors } from "./colors.ts";
import { type DecisionGroup, decisionsSummary, groupDecisions, versionText } from "../results/decisions.ts";
import { engineText, statsText } from "./engine-run.ts";
import type { PlanResult, ReleaseReporter, UpResult } from "../../app/release/results.ts";
import type { RenderResult } from "../../app/results.ts";
import { safe } from "./safe.ts";
import { datastoreTexts } from "./datastore.ts";
import { stacksText } from "../results/words.ts";

/** Longer plans are cut; `--json` has all of it. */
const MOST_GROUPS = 60;

/** Results about versions, for people. */
export const releaseTexts = (colors: Colors, renderText: (result: RenderResult) => string): ReleaseReporter => ({
  plan: ({ decisions, seconds }: PlanResult) =>
    lines(
      groupsText(groupDecisions(decisions), colors),
      `${colors.bold(decisionsSummary(decisions))} ${colors.dim(`(${seconds.toFixed(2)} s)`)}`,
    ),
  up: ({ decisions, render, engine, stats }: UpResult) =>
    lines(groupsText(groupDecisions(decisions), colors), colors.bold(decisionsSummary(decisions))) +
    (stats === undefined ? "" : statsText(engine?.stacks ?? [], stats)) +
    engineText(engine, colors) +
    renderText(render),
  ...datastoreTexts(colors),
});

function groupsText(groups: readonly DecisionGroup[], colors: Colors): readonly string[] {
  const shown = safe(groups.slice(0, MOST_GROUPS));
  const width = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const widths = {
    outcome: width(shown.map(({ outcome }) => outcome)),
    service: width(shown.map(({ decision }) => decision.service)),
    version: width(shown.map(({ decision }) => versionText(decision))),
  };
  const { dim, cyan, bold } = colors;
  const paint = painter(colors);
  const rest = groups.length > shown.length ? [dim(`... and ${groups.length - shown.length} more; --json has all`)] : [];
  return [
    ...shown.flatMap(({ outcome, decision, stacks }) => [
      `${paint[outcome](outcome.padEnd(widths.outcome))}  ${bold(decision.service.padEnd(widths.service))}  ${versionText(decision).padEnd(widths.version)}  on ${stacksText(stacks)}`,
      `${" ".repeat(widths.outcome)}  ${dim(decision.reason)}`,
      ...(decision.hint === undefined ? [] : [`${" ".repeat(widths.outcome)}  ${cyan("hint")}: ${decision.hint}`]),
    ]),
    ...rest,
  ];
}

const painter = ({ red, yellow, green, cyan }: Colors): Readonly<Record<Outcome, (text: string) => string>> => ({
  invalid: red,
  removed: red,
  held: yellow,
  new: green,
  advance: cyan,
  keep: (text) => text,
});
