import { count, lines } from "../../base/text.ts";
import type { ChangeGroup } from "../../diff/group.ts";
import { formatProblem } from "../../base/problem.ts";
import type { CheckResult, DiffResult, DoctorCheck, ExplainResult, Failure, NewResult, RenderResult, Reporter } from "../../app/results.ts";
import { engineMarkdown } from "./engine.ts";
import { releasesMarkdown } from "./releases.ts";
import { summary } from "../terminal/terminal.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { fieldText, groupText, inline, lockText, releaseText } from "../results/words.ts";

/** For pull requests: what goes away first. */
export const markdownReporter: Reporter = {
  render: ({ objects, stacks, created, changed, removed }: RenderResult) =>
    lines(
      `**Rendered** ${count(objects, "file")} in ${count(stacks, "stack")}: ${created.length} created, ${changed.length} changed, ${removed.length} removed.`,
    ),
  check: ({ findings, objects, mend }: CheckResult) =>
    findings.length === 0
      ? lines(`**Up to date**: ${count(objects, "file")} match the specs.`)
      : lines(
          `**${count(findings.length, "file")} not what the specs say.** Run ${code(mend ?? "")}.`,
          "",
          findings.map(
            ({ file, what, line, who }) =>
              `- ${code(line === undefined ? file : `${file}:${line}`)} ${what}${who === undefined ? "" : `, ${escapeMarkdown(who)}`}`,
          ),
        ),
  diff: diffMarkdown,
  explain: ({ stack, service, path, value, influences }: ExplainResult) =>
    lines(
      `### ${code(`${stack}/${service}`)} ${code(path)}`,
      "",
      code(inline(value)),
      influences.flatMap(({ field, chain }) => [
        "",
        `| ${code(field)} | value | file |`,
        "| --- | --- | --- |",
        ...chain.map(
          ({ layer, value: set, file, inForce }) =>
            `| ${escapeMarkdown(layer)}${inForce ? " **in force**" : ""} | ${set === undefined ? "" : code(inline(set))} | ${file === undefined ? "" : code(file)} |`,
        ),
      ]),
    ),
  doctor: (checks: readonly DoctorCheck[]) =>
    lines(checks.map(({ name, state, detail }) => `- **${state}** ${escapeMarkdown(name)}: ${escapeMarkdown(detail)}`)),
  created: ({ what, name, files }: NewResult) =>
    lines(
      `**Created** ${what} ${code(name)}`,
      "",
      files.map((file) => `- ${code(file)}`),
    ),
  ...releasesMarkdown,
  ...engineMarkdown,
  failure: ({ message, hint, problems }: Failure) =>
    lines(
      `**Error**: ${escapeMarkdown(message)}`,
      "",
      problems.map((problem) => `- ${code(formatProblem(problem))}`),
      hint === undefined ? [] : ["", escapeMarkdown(hint)],
    ),
};

function diffMarkdown({ from, to, diff, groups }: DiffResult): string {
  if (diff.releases.length + groups.length + diff.locks.length === 0) return lines(`No difference between ${code(from)} and ${code(to)}.`);
  const removed = groups.filter(({ action }) => action === "removed");
  const rest = groups.filter(({ action }) => action !== "removed");
  return lines(
    `**${summary(groups, diff.releases.length)}**, from ${code(from)} to ${code(to)}`,
    section(
      "Removed",
      removed.map((group) => `- ${group.stateful ? "**stateful** " : ""}${code(groupText(group))}`),
    ),
    section(
      "Releases",
      diff.releases.map((release) => `- ${code(releaseText(release))} (${count(release.objects, "object")})`),
    ),
    section("Changes", rest.flatMap(groupMarkdown)),
    section(
      "Locks",
      diff.locks.map((change) => `- ${code(lockText(change))}`),
    ),
  );
}

const section = (title: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : ["", `#### ${title}`, "", ...items];

const groupMarkdown = (group: ChangeGroup): readonly string[] => [
  `- ${group.action} ${code(groupText(group))}`,
  ...(group.action === "created" ? [] : (group.members[0]?.fields ?? []).map((field) => `  - ${code(fieldText(field))}`)),
];
