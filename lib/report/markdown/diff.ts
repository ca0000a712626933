import type { DiffResult } from "../../app/results.ts";
import { count, lines } from "../../base/text.ts";
import type { ChangeGroup } from "../../diff/group.ts";
import { groupRisks } from "../../diff/risks/group-risks.ts";
import { changesSummary, groupText, isSame, memberTexts, splitRemoved } from "../results/changes.ts";
import { removalCommands } from "../results/leftovers.ts";
import { fieldText } from "../results/fields.ts";
import { lockText, releaseText } from "../results/versions.ts";
import { code } from "./escape-markdown.ts";
import { riskItems } from "./risks.ts";

/** Reports the changes between two trees: risks first, then removals, releases and the others. */
export function diffMarkdown(result: DiffResult): string {
  const { from, to, diff, groups } = result;
  if (isSame(result)) return lines(`No difference between ${code(from)} and ${code(to)}.`);
  const { removed, rest } = splitRemoved(groups);
  const risks = groupRisks(diff.risks);
  return lines(
    `**${changesSummary(groups, { risks, releases: diff.releases })}**, from ${code(from)} to ${code(to)}`,
    section("Risks", riskItems(risks)),
    section("Removed", removed.flatMap(removedItems)),
    section(
      "Releases",
      diff.releases.map((release) => `- ${code(releaseText(release))} (${count(release.objects, "object")})`),
    ),
    section("Changes", rest.flatMap(groupItems)),
    section(
      "Locks",
      diff.locks.map((change) => `- ${code(lockText(change))}`),
    ),
  );
}

const section = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : ["", `#### ${title}`, "", ...items];

const memberItems = (group: ChangeGroup): readonly string[] => memberTexts(group).map((text) => `  - ${code(text)}`);

function removedItems(group: ChangeGroup): readonly string[] {
  const commands = removalCommands(group);
  const mark = commands.length > 0 ? "**stays in the cluster** " : group.stateful ? "**stateful** " : "";
  return [`- ${mark}${code(groupText(group))}`, ...commands.map((command) => `  - ${code(command)}`), ...memberItems(group)];
}

const groupItems = (group: ChangeGroup): readonly string[] => [
  `- ${group.action} ${code(groupText(group))}`,
  ...memberItems(group),
  ...(group.action === "created" ? [] : (group.members[0]?.fields ?? []).map((field) => `  - ${code(fieldText(field))}`)),
];
