import { escapeControls } from "../../base/escape-controls.ts";
import type { DiffResult } from "../../app/results.ts";
import { count, lines } from "../../base/text.ts";
import type { Action } from "../../diff/change.ts";
import type { ChangeGroup } from "../../diff/group.ts";
import { groupRisks } from "../../diff/risks/group-risks.ts";
import type { Colors } from "../colors.ts";
import { changesSummary, groupText, isSame, memberTexts, splitRemoved } from "../results/changes.ts";
import { removalCommands } from "../results/leftovers.ts";
import { fieldText } from "../results/fields.ts";
import { lockText, releaseText } from "../results/versions.ts";
import { moreLines } from "./lines.ts";
import { riskLines } from "./risks.ts";
import { safe } from "./safe.ts";

/** Changed fields that the report lists for one group. */
const MAX_FIELDS = 40;

/** Reports the changes between two trees: risks first, then removals, releases and the others. */
export function diffText(result: DiffResult, colors: Colors): string {
  const { diff, groups, ...sides } = result;
  const { bold, dim, yellow } = colors;
  const { from, to } = safe(sides);
  if (isSame(result)) return lines(`no difference between ${from} and ${to}`);
  const { removed, rest } = splitRemoved(groups);
  const risks = groupRisks(diff.risks);
  return lines(
    riskLines(risks, colors),
    removed.flatMap((group) => groupLines(group, colors)),
    diff.releases.map((release) => `${yellow("*")} ${bold(releaseText(release))} ${dim(`(${count(release.objects, "object")})`)}`),
    rest.flatMap((group) => groupLines(group, colors)),
    diff.locks.map((change) => `${yellow("~")} lock ${lockText(change)}`),
    dim(`${changesSummary(groups, { risks, releases: diff.releases })}, from ${from} to ${to}`),
  );
}

const SIGN: Readonly<Record<Action, string>> = { removed: "-", moved: ">", changed: "~", created: "+" };

const paints = ({ red, cyan, yellow, green }: Colors): Readonly<Record<Action, Colors["red"]>> => ({
  removed: red,
  moved: cyan,
  changed: yellow,
  created: green,
});

function groupLines(group: ChangeGroup, colors: Colors): readonly string[] {
  const { action } = group;
  const { red, bold } = colors;
  const [first] = group.members;
  const from = action === "moved" && first?.from !== undefined ? ` from ${escapeControls(first.from.path)}` : "";
  const commands = removalCommands(group);
  const loss = commands.length > 0 ? "STAYS IN THE CLUSTER" : "STATEFUL: its data is deleted with it";
  const stateful = action === "removed" && group.stateful ? ` ${bold(red(loss))}` : "";
  const fields = action === "created" || action === "removed" ? [] : (first?.fields ?? []);
  return [
    `${paints(colors)[action](`${SIGN[action]} ${action}`)} ${groupText(group)}${from}${stateful}`,
    ...commands.map((command) => `    ${escapeControls(command)}`),
    ...memberTexts(group).map((text) => `    ${text}`),
    ...fields.slice(0, MAX_FIELDS).map((field) => `    ${fieldText(field)}`),
    ...moreLines(fields, MAX_FIELDS, " fields").map((line) => `    ${line}`),
  ];
}
