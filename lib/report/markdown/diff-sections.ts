import { count } from "../../base/text.ts";
import type { ChangeGroup } from "../../diff/group.ts";
import { type ChangeView, followersText, groupText, memberTexts, splitRemoved } from "../results/changes.ts";
import { removalCommands } from "../results/leftovers.ts";
import { fieldText } from "../results/fields.ts";
import { lockText, releaseText } from "../results/versions.ts";
import { code } from "./escape-markdown.ts";
import type { Section } from "./fit.ts";
import { riskCounts, riskItems } from "./risks.ts";

/** Returns the sections of a comparison, the most urgent first. */
export function diffSections({ risks, releases, groups, locks }: ChangeView): readonly Section[] {
  const { removed, rest } = splitRemoved(groups);
  return [
    { title: "Risks", items: riskItems(risks), brief: riskCounts(risks) },
    { title: "Removed", items: removed.flatMap(removedItems), brief: removedCounts(removed) },
    { title: "Releases", items: releases.map((release) => `- ${code(releaseText(release))} (${count(release.objects, "object")})`) },
    { title: "Changes", items: rest.flatMap(groupItems) },
    { title: "Locks", items: locks.map((change) => `- ${code(lockText(change))}`) },
  ];
}

/** Counts removed objects by kind, those that hold data first. */
function removedCounts(removed: readonly ChangeGroup[]): readonly string[] {
  const objects = removed.flatMap(({ members }) => members.map(({ object }) => object));
  const ordered = [...objects.filter(({ stateful }) => stateful), ...objects.filter(({ stateful }) => !stateful)];
  const counts = new Map<string, number>();
  for (const { kind, stateful } of ordered) {
    const words = `${code(kind)}${stateful ? " **stateful**" : ""}`;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, number]) => `- ${words}: ${number} removed`);
}

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
  ...(followersText(group) === "" ? [] : [`  - followed by ${code(followersText(group))}`]),
];
