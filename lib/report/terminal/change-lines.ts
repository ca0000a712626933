import { escapeControls } from "../../base/escape-controls.ts";
import { count } from "../../base/text.ts";
import type { Action } from "../../diff/change.ts";
import type { ChangeGroup } from "../../diff/group.ts";
import type { Colors } from "../colors.ts";
import { type ChangeView, followersText, groupText, memberTexts, splitRemoved } from "../results/changes.ts";
import { removalCommands } from "../results/leftovers.ts";
import { fieldText } from "../results/fields.ts";
import { lockText, releaseText } from "../results/versions.ts";
import { moreLines } from "./lines.ts";

/** Changed fields that the report lists for one group. */
const MAX_FIELDS = 40;

/** Lists changes: removals first, then releases and the others. */
export function changeLines({ releases, groups, locks }: ChangeView, colors: Colors): readonly string[] {
  const { bold, dim, yellow } = colors;
  const { removed, rest } = splitRemoved(groups);
  return [
    ...removed.flatMap((group) => groupLines(group, colors)),
    ...releases.map((release) => `${yellow("*")} ${bold(releaseText(release))} ${dim(`(${count(release.objects, "object")})`)}`),
    ...rest.flatMap((group) => groupLines(group, colors)),
    ...locks.map((change) => `${yellow("~")} lock ${lockText(change)}`),
  ];
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
    ...(followersText(group) === "" ? [] : [`    followed by ${followersText(group)}`]),
  ];
}
