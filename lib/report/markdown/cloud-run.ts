import type { CloudMessage, CloudRun, CloudShard } from "../../app/cloud/cloud-run.ts";
import { changesText, cloudSummary, messageText } from "../results/cloud-run.ts";
import { className } from "../results/cloud-text.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";
import { withHint } from "./problems.ts";
import { table } from "./table.ts";

/** Formats the changes of clouds: a summary, a table of changes, and a list of failures. */
export function cloudRunItems(run: CloudRun | undefined): readonly string[] {
  if (run === undefined || run.shards.length === 0) return [];
  const rows = run.shards.flatMap(({ shard, steps }) =>
    steps.map(({ operation, type, name, outcome }) => [
      code(shard),
      outcome === "failed" ? `**${operation} failed**` : operation,
      code(className(type)),
      code(name),
    ]),
  );
  return [
    `**Cloud**: ${cloudSummary(run)}.`,
    ...run.shards.flatMap(shardItems),
    ...(rows.length === 0 ? [] : ["", ...table(["part", "", "type", "name"], rows)]),
  ];
}

function shardItems(shard: CloudShard): readonly string[] {
  const { outcome, shard: name, message = "", hint, messages } = shard;
  const changes = changesText(shard);
  const head =
    outcome === "unchanged"
      ? []
      : [withHint(`- **${outcome}** ${code(name)}: ${escapeMarkdown(outcome === "changed" ? changes : message)}`, hint)];
  return [...head, ...messages.map((each) => `  ${messageItem(each)}`)];
}

function messageItem(each: CloudMessage): string {
  const { severity, resource, hint } = each;
  return withHint(`- **${severity}** ${resource === undefined ? "" : `${code(resource)}: `}${escapeMarkdown(messageText(each))}`, hint);
}
