import type { CloudMessage, CloudRun, CloudShard, CloudStep } from "../../app/cloud/cloud-run.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { changesText, cloudSummary, messageText } from "../results/cloud-run.ts";
import { className } from "../results/cloud-text.ts";
import { columns } from "./columns.ts";
import { hintLines, moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Changes and messages that the report lists for one part. */
const MAX_LINES = 20;

/** Reports the changes of clouds, and the parts that failed. Empty if no stack has a cloud. */
export function cloudRunText(run: CloudRun | undefined, colors: Colors): string {
  if (run === undefined || run.shards.length === 0) return "";
  const shown = safe(run);
  const { failed } = Object.groupBy(shown.shards, ({ outcome }) => (outcome === "failed" ? "failed" : "other"));
  const paint = failed === undefined ? colors.green : colors.red;
  return lines(
    shown.shards.flatMap((shard) => shardLines(shard, colors)),
    `${paint("cloud")}: ${cloudSummary(shown)}${shown.interrupted ? "; the run was interrupted" : ""}`,
  );
}

function shardLines(shard: CloudShard, colors: Colors): readonly string[] {
  const { outcome, shard: name, message, hint, seconds, messages } = shard;
  if (outcome === "unchanged") return messageLines(messages, colors);
  const changes = changesText(shard);
  const head = {
    changed: `${colors.green("cloud")} ${colors.bold(name)}: ${changes} in ${seconds.toFixed(1)} s`,
    failed: `${colors.red("failed")} ${colors.bold(name)}: ${message ?? ""}${changes === "" ? "" : `, after ${changes}`}`,
    "not run": `${colors.yellow("not run")} ${colors.bold(name)}: ${message ?? ""}`,
  }[outcome];
  return [head, ...stepLines(shard.steps, colors), ...messageLines(messages, colors), ...hintLines(hint, colors)];
}

function stepLines(steps: readonly CloudStep[], { dim, red }: Colors): readonly string[] {
  const rows = columns(steps.slice(0, MAX_LINES).map(({ operation, type, name }) => [`  ${operation}`, className(type), name]));
  return [
    ...rows.map((row, at) => (steps[at]?.outcome === "failed" ? red(`${row}  failed`) : row)),
    ...moreLines(steps, MAX_LINES).map((line) => dim(`  ${line}`)),
  ];
}

function messageLines(messages: readonly CloudMessage[], colors: Colors): readonly string[] {
  return [
    ...messages
      .slice(0, MAX_LINES)
      .flatMap((each) => [
        `  ${each.severity === "error" ? colors.red("error") : colors.yellow("warning")} ${each.resource === undefined ? "" : `${each.resource}: `}${messageText(each)}`,
        ...hintLines(each.hint, colors).map((line) => `  ${line}`),
      ]),
    ...moreLines(messages, MAX_LINES).map((line) => colors.dim(`  ${line}`)),
  ];
}
