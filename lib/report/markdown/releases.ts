import type {
  ChannelsResult,
  PrunedResult,
  PromotedResult,
  RecordedResult,
  ReleaseResult,
  ReleasesResult,
  SetResult,
  VerifiedResult,
} from "../../app/release/results.ts";
import { count, lines } from "../../base/text.ts";
import { notable, promotionDetail, promotionSummary, promotionWord } from "../results/promotions.ts";
import { sameNumberText } from "../results/recorded.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { withHint } from "./problems.ts";
import { table } from "./table.ts";

/** Reports recorded releases and their channel, one line each. */
export const recordedMarkdown = (results: readonly RecordedResult[]): string =>
  lines(
    results.flatMap((result) => {
      const { release, channel } = result;
      const warning = sameNumberText(result);
      const version = code(`${release.service} ${release.tag}`);
      return [
        `**Recorded** ${version} as ${code(release.id)}; channel ${code(channel.name)}: ${channel.outcome}.`,
        ...(warning === undefined ? [] : ["", `**Warning:** ${escapeMarkdown(warning)}`]),
      ];
    }),
  );

/** Reports the release that a person set a channel to. */
export const channelSetMarkdown = ({ pointer, outcome }: SetResult): string =>
  lines(`Channel ${code(pointer.channel)} of ${code(pointer.service)}: **${outcome}**, at ${code(pointer.tag)}.`);

/** Reports the services that a promotion moved or kept. Unchanged services are only counted. */
export function promotedMarkdown({ from, to, created, dryRun, promotions, byPullRequest = [] }: PromotedResult): string {
  const shown = notable(promotions);
  const rows = shown.map((promotion) => [
    code(promotion.service),
    promotionWord(promotion),
    escapeMarkdown(promotionDetail(promotion, to)),
  ]);
  return lines(
    `**${dryRun === true ? "Would promote" : "Promoted"}** ${code(from)} to ${code(to)}${created ? ", which is a new channel" : ""}: ${promotionSummary(promotions)}.`,
    rows.length === 0 ? [] : ["", ...table(["service", "outcome", "release"], rows)],
    byPullRequest.length === 0 ? [] : ["", `The next publish opens a pull request for ${byPullRequest.map(code).join(", ")}.`],
  );
}

/** Lists the release of each service on each channel. */
export const channelsMarkdown = ({ channels }: ChannelsResult): string =>
  lines(
    table(
      ["service", "channel", "names"],
      channels.flatMap(({ name, pointers, broken }) => [
        ...[...broken].map(([service, problem]) => [code(service), code(name), `**broken**: ${escapeMarkdown(problem)}`]),
        ...[...pointers.values()].map(({ service, tag }) => [code(service), code(name), code(tag)]),
      ]),
    ),
  );

/** Lists the releases of a service and the channels that name them. */
export const releasesMarkdown = ({ service, releases }: ReleasesResult): string =>
  lines(
    `Releases of ${code(service)}:`,
    "",
    releases.map((release) => {
      if ("problem" in release) return `- ${code(release.id)} **broken**: ${escapeMarkdown(release.problem)}`;
      const named = release.channels.length === 0 ? "" : `, named by ${release.channels.map(code).join(", ")}`;
      return `- ${code(release.value.tag)} ${code(release.id)}${named}`;
    }),
  );

/** Lists the fields of a release. */
export const releaseMarkdown = ({ release }: ReleaseResult): string =>
  lines(
    table(
      ["", ""],
      Object.entries(release).map(([field, value]) => [code(field), code(String(value))]),
    ),
  );

/** Reports the problems of a datastore. */
export function verifiedMarkdown({ findings, counts }: VerifiedResult): string {
  const [records, pointers] = [count(counts.records, "record"), count(counts.pointers, "pointer")];
  if (findings.length === 0) return lines(`**Valid**: ${records}, ${pointers}.`);
  return lines(
    `**${count(findings.length, "problem")}** in ${records} and ${pointers}.`,
    "",
    findings.map(({ object, problem, hint }) => withHint(`- ${code(object)} ${escapeMarkdown(problem)}`, hint)),
  );
}

/** Reports the number of records that `release prune` deleted, or would delete. */
export const prunedMarkdown = ({ plan, pruned }: PrunedResult): string =>
  lines(
    pruned === undefined
      ? `${count(plan.remove.length, "record")} would be deleted.`
      : `**Pruned** ${count(pruned.removed.length, "record")}.`,
  );
