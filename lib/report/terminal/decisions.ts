import type { PlanResult, UpResult } from "../../app/release/results.ts";
import { lines } from "../../base/text.ts";
import { groupRisks } from "../../diff/risks/group-risks.ts";
import type { Outcome } from "../../resolve/outcome.ts";
import type { Colors } from "../colors.ts";
import { type DecisionGroup, decisionsSummary, groupDecisions, versionText } from "../results/decisions.ts";
import { stacksText } from "../results/names.ts";
import { cloudRunText } from "./cloud-run.ts";
import { deletionLines } from "./deletions.ts";
import { engineRunText, statsText } from "./engine-run.ts";
import { problemLines } from "./failure.ts";
import { hintLines, moreLines } from "./lines.ts";
import { riskLines } from "./risks.ts";
import { renderText } from "./render.ts";
import { safe } from "./safe.ts";

type Refusal = NonNullable<PlanResult["refusal"]>;

/** Groups of decisions that a report lists. */
const MAX_GROUPS = 60;

/** Reports the release that each stack should run. */
export const planText = ({ decisions, refusal, seconds, deletions, risks = [], held = [] }: PlanResult, colors: Colors): string =>
  lines(
    riskLines(groupRisks(risks), colors),
    deletionLines(deletions, colors),
    groupsLines(groupDecisions(decisions), colors),
    problemLines(safe(held), colors),
    refusal === undefined ? [] : refusalLines(safe(refusal), colors),
    `${colors.bold(decisionsSummary(decisions))} ${colors.dim(`(${seconds.toFixed(2)} s)`)}`,
  );

/** Reports the decisions of `up`, the stacks that the engine rendered, and the files that `up` wrote. */
export const upText = ({ decisions, render, engine, cloud, stats, risks = [], held = [] }: UpResult, colors: Colors): string =>
  [
    lines(
      riskLines(groupRisks(risks), colors),
      groupsLines(groupDecisions(decisions), colors),
      problemLines(safe(held), colors),
      colors.bold(decisionsSummary(decisions)),
    ),
    cloudRunText(cloud, colors),
    stats === undefined ? "" : statsText(engine?.stacks ?? [], stats),
    engineRunText(engine, colors),
    renderText(render, colors),
  ].join("");

const refusalLines = ({ message, hint, problems }: Refusal, colors: Colors): readonly string[] => [
  ...problemLines(problems, colors),
  `${colors.yellow("up refuses")}: ${message}`,
  ...hintLines(hint, colors),
];

function groupsLines(groups: readonly DecisionGroup[], colors: Colors): readonly string[] {
  const shown = safe(groups.slice(0, MAX_GROUPS));
  const width = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const widths = {
    outcome: width(shown.map(({ outcome }) => outcome)),
    service: width(shown.map(({ decision }) => decision.service)),
    version: width(shown.map(({ decision }) => versionText(decision))),
  };
  const { dim, bold } = colors;
  const paint = paints(colors);
  const indent = " ".repeat(widths.outcome);
  return [
    ...shown.flatMap(({ outcome, decision, stacks, hint }) => [
      `${paint[outcome](outcome.padEnd(widths.outcome))}  ${bold(decision.service.padEnd(widths.service))}  ${versionText(decision).padEnd(widths.version)}  on ${stacksText(stacks)}`,
      `${indent}  ${dim(decision.reason)}`,
      ...hintLines(hint, colors).map((line) => `${indent}  ${line}`),
    ]),
    ...moreLines(groups, MAX_GROUPS).map(dim),
  ];
}

const paints = ({ red, yellow, green, cyan }: Colors): Readonly<Record<Outcome, Colors["red"]>> => ({
  invalid: red,
  removed: red,
  held: yellow,
  frozen: yellow,
  waiting: (text) => text,
  new: green,
  advance: cyan,
  keep: (text) => text,
});
