import { count, lines } from "../../base/text.ts";
import { decisionsSummary, groupDecisions, versionText } from "../results/decisions.ts";
import type { Decision } from "../../resolve/decision.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import type { EngineStack } from "../../app/engine/engine-run.ts";
import type { ReleaseReporter } from "../../app/release/results.ts";
import { stacksText } from "../results/words.ts";

/** Results about versions, for pull requests. */
export const releasesMarkdown: ReleaseReporter = {
  plan: ({ decisions }) => decisionsMarkdown(decisions),
  up: ({ decisions, render: { created, changed, removed }, engine }) => {
    const failed = (engine?.stacks ?? []).filter(({ outcome }) => outcome === "failed");
    return [
      decisionsMarkdown(decisions),
      ...failed.map(({ stack, message }) => `- **failed** ${code(stack)}: ${escapeMarkdown(message ?? "")}\n`),
      ...(engine?.stacks ?? []).flatMap(warningItems),
      `\n${count(created.length, "file")} created, ${changed.length} changed, ${removed.length} removed.\n`,
    ].join("");
  },
  recorded: ({ release, channel }) =>
    lines(
      `**Recorded** ${code(`${release.service} ${release.tag}`)} as ${code(release.id)}; channel ${code(channel.name)}: ${channel.outcome}.`,
    ),
  channelSet: ({ pointer, outcome }) =>
    lines(`Channel ${code(pointer.channel)} of ${code(pointer.service)}: **${outcome}**, at ${code(pointer.tag)}.`),
  channels: ({ channels }) =>
    lines(
      "| service | channel | names |",
      "| --- | --- | --- |",
      channels.flatMap(({ name, pointers, broken }) => [
        ...[...broken].map(([service, problem]) => `| ${code(service)} | ${code(name)} | **broken**: ${escapeMarkdown(problem)} |`),
        ...[...pointers.values()].map(({ service, tag }) => `| ${code(service)} | ${code(name)} | ${code(tag)} |`),
      ]),
    ),
  releases: ({ service, releases }) =>
    lines(
      `Releases of ${code(service)}:`,
      "",
      releases.map((release) =>
        "problem" in release
          ? `- ${code(release.id)} **broken**: ${escapeMarkdown(release.problem)}`
          : `- ${code(release.value.tag)} ${code(release.id)}${release.channels.length === 0 ? "" : `, named by ${release.channels.map(code).join(", ")}`}`,
      ),
    ),
  release: ({ release }) =>
    lines(
      "| | |",
      "| --- | --- |",
      Object.entries(release).map(([field, value]) => `| ${code(field)} | ${code(String(value))} |`),
    ),
  verified: ({ findings, counts }) =>
    lines(
      findings.length === 0
        ? `**Sound**: ${count(counts.records, "record")}, ${count(counts.pointers, "pointer")}.`
        : `**${count(findings.length, "problem")}** in ${count(counts.records, "record")} and ${count(counts.pointers, "pointer")}.`,
      findings.length === 0 ? [] : ["", ...findings.map(({ object, problem }) => `- ${code(object)} ${escapeMarkdown(problem)}`)],
    ),
  pruned: ({ plan, pruned }) =>
    lines(
      pruned === undefined
        ? `${count(plan.remove.length, "record")} would be deleted.`
        : `**Pruned** ${count(pruned.removed.length, "record")}.`,
    ),
};

function warningItems({ stack, outcome, diagnostics }: EngineStack): readonly string[] {
  const warnings = outcome === "rendered" ? diagnostics.filter(({ severity }) => severity === "warning") : [];
  return warnings.map(
    ({ object, message }) => `- **warning** ${code(stack)}: ${object === undefined ? "" : `${code(object)}: `}${escapeMarkdown(message)}\n`,
  );
}

function decisionsMarkdown(decisions: readonly Decision[]): string {
  const rows = groupDecisions(decisions).map(
    ({ outcome, decision, stacks }) =>
      `| **${outcome}** | ${code(decision.service)} | ${code(versionText(decision))} | ${escapeMarkdown(stacksText(stacks))} | ${escapeMarkdown(decision.reason)} |`,
  );
  const table = rows.length === 0 ? [] : ["", "| | service | version | stacks | why |", "| --- | --- | --- | --- | --- |", ...rows];
  return lines(`**${decisionsSummary(decisions)}**`, table);
}
