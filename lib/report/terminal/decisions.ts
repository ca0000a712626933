import type { CloudRun } from "../../app/cloud/cloud-run.ts";
import type { PlanResult, UpResult } from "../../app/release/results.ts";
import { lines } from "../../base/text.ts";
import { groupRisks } from "../../diff/risks/group-risks.ts";
import { effectOf, type Outcome } from "../../resolve/outcome.ts";
import type { Colors } from "../colors.ts";
import { type DecisionGroup, decisionsSummary, groupDecisions, groupSubject } from "../results/decisions.ts";
import { namesText, stacksText } from "../results/names.ts";
import { cloudRunText } from "./cloud-run.ts";
import { deletionLines } from "./deletions.ts";
import { engineRunText, statsText } from "./engine-run.ts";
import { problemLines } from "./failure.ts";
import { hintLines, moreLines } from "./lines.ts";
import { riskLines } from "./risks.ts";
import { renderText } from "./render.ts";
import { safe } from "./safe.ts";

type Refusal = NonNullable<PlanResult["refusal"]>;

/** Groups of decisions that a report lists for each outcome. So what waits never hides what moves. */
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

/** Reports the clouds that move or wait, and the changes of those that came up. */
export const cloudUpText = (run: CloudRun, colors: Colors): string => {
  const { shards, decisions = [] } = run;
  const waits = lines(groupsLines(groupDecisions(decisions), colors)).replace(/^\n$/, "");
  return shards.length + decisions.length === 0 ? "no stack has a cloud\n" : waits + cloudRunText(run, colors);
};

const refusalLines = ({ message, hint, problems }: Refusal, colors: Colors): readonly string[] => [
  ...problemLines(problems, colors),
  `${colors.yellow("up refuses")}: ${message}`,
  ...hintLines(hint, colors),
];

function groupsLines(groups: readonly DecisionGroup[], colors: Colors): readonly string[] {
  const byOutcome = [...Map.groupBy(groups, ({ outcome }) => outcome).values()];
  const shown = safe(byOutcome.flatMap((members) => members.slice(0, MAX_GROUPS)));
  const width = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));
  const widths = {
    outcome: width(shown.map(({ outcome }) => outcome)),
    subject: width(shown.map(groupSubject)),
    version: width(shown.map(({ version }) => version)),
  };
  const { dim, bold } = colors;
  const paint = paints(colors);
  const indent = " ".repeat(widths.outcome);
  const groupLines = (group: DecisionGroup): readonly string[] => [
    `${paint[group.outcome](group.outcome.padEnd(widths.outcome))}  ${bold(groupSubject(group).padEnd(widths.subject))}  ${group.version.padEnd(widths.version)}  on ${stacksText(group.stacks)}`,
    ...(group.services.length === 1
      ? []
      : [`${indent}  ${effectOf(group.outcome) === "moved" ? group.services.join(", ") : namesText(group.services)}`]),
    `${indent}  ${dim(group.decision.reason)}`,
    ...hintLines(group.hint, colors).map((line) => `${indent}  ${line}`),
  ];
  return [...Map.groupBy(shown, ({ outcome }) => outcome).values()].flatMap((members, at) => [
    ...members.flatMap(groupLines),
    ...moreLines(byOutcome[at] ?? [], MAX_GROUPS, ` ${members[0]?.outcome ?? ""}`).map(dim),
  ]);
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
