import { count, lines } from "../../base/text.ts";
import type { Colors } from "./colors.ts";
import type {
  ChannelsResult,
  PrunedResult,
  RecordedResult,
  ReleaseReporter,
  ReleaseResult,
  ReleasesResult,
  SetResult,
  VerifiedResult,
} from "../../app/release/results.ts";
import { safe } from "./safe.ts";
import { columns } from "../results/words.ts";

type DatastoreReporter = Omit<ReleaseReporter, "plan" | "up">;

/** What the version datastore holds and what was done to it, for people. */
export const datastoreTexts = (colors: Colors): DatastoreReporter => ({
  recorded: (result) => recordedText(safe(result), colors),
  channelSet: (result) => setText(safe(result), colors),
  channels: (result) => channelsText(result, colors),
  releases: (result) => releasesText(safe(result), colors),
  release: (result) => releaseText(safe(result), colors),
  verified: (result) => verifiedText(safe(result), colors),
  pruned: (result) => prunedText(safe(result), colors),
});

/** Longer lists are cut; `--json` has all of it. */
const MOST_LINES = 40;

function recordedText({ release, record, channel, datastore }: RecordedResult, { green, bold, dim }: Colors): string {
  const { service, tag, id } = release;
  const done = record === "recorded" ? green("recorded") : `${green("recorded before")}:`;
  const { name, outcome, pointer } = channel;
  const said = {
    moved: `channel ${name} names it${pointer.previous === undefined ? "" : dim(` (before: ${pointer.previous})`)}`,
    unchanged:
      pointer.release === id
        ? `channel ${name} names it already`
        : `channel ${name} stays at ${pointer.tag}, where ${pointer.by ?? "somebody"} put it: ${pointer.reason ?? ""}`,
    older: `channel ${name} stays at ${pointer.tag}: it has named a newer build`,
  }[outcome];
  const command = `fairlead release set ${service} --channel ${name} --to ${id} --reason ...`;
  const hint = outcome === "moved" || pointer.release === id ? [] : [dim(`to move it on purpose: ${command}`)];
  return lines(`${done} ${bold(`${service} ${tag}`)} as ${id} in ${datastore}`, said, hint);
}

const setText = ({ outcome, pointer }: SetResult, { green, bold }: Colors): string =>
  outcome === "unchanged"
    ? lines(`${green("unchanged")}: channel ${pointer.channel} names ${bold(`${pointer.service} ${pointer.tag}`)} already`)
    : lines(`${green("moved")}: channel ${pointer.channel} names ${bold(`${pointer.service} ${pointer.tag}`)} (${pointer.release})`);

function channelsText({ datastore, channels }: ChannelsResult, { red, dim }: Colors): string {
  // A map is not for `safe`: its rows are.
  const named = safe(channels.flatMap(({ name, pointers }) => [...pointers.values()].map((pointer) => ({ name, ...pointer }))));
  const broken = safe(
    channels.flatMap(({ name, broken: problems }) => [...problems].map(([service, problem]) => ({ name, service, problem }))),
  );
  const rows = [
    ...broken.map(({ service, name, problem }) => [service, name, red("broken"), problem]),
    ...named.map(({ service, name, tag, release, by, reason }) => {
      const hand = by === undefined ? "" : ` by ${by}: ${reason ?? ""}`;
      return [service, name, tag, `${dim(release)}${hand}`];
    }),
  ];
  if (rows.length === 0) return lines(`${safe(datastore)} names no release yet`, "hint: fairlead release record --help");
  return lines(columns(rows.sort(([a = "", inA = ""], [b = "", inB = ""]) => (`${a} ${inA}` < `${b} ${inB}` ? -1 : 1))));
}

function releasesText({ service, datastore, releases }: ReleasesResult, { red, green, dim }: Colors): string {
  if (releases.length === 0) return lines(`${datastore} has no release of ${service}`, "hint: fairlead release record --help");
  const rows = releases.map((release) => {
    const names = release.channels.length === 0 ? "" : green(`<- ${release.channels.join(", ")}`);
    if ("problem" in release) return [release.id, red("broken"), release.problem, names];
    const { tag, builtAt, commit } = release.value;
    return [release.id, tag, dim(`built ${builtAt} from ${commit.slice(0, 7)}`), names];
  });
  return lines(columns(rows));
}

function releaseText({ release, channels, datastore }: ReleaseResult, { bold, dim }: Colors): string {
  const rows = Object.entries(release).map(([field, value]) => [
    dim(field),
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  const named = channels.length === 0 ? "named by no channel" : `named by channel ${channels.join(", ")}`;
  return lines(`${bold(`${release.service} ${release.tag}`)} in ${datastore}, ${named}`, columns(rows));
}

function verifiedText({ findings, counts, datastore }: VerifiedResult, { red, green, bold, cyan }: Colors): string {
  const all = `${count(counts.records, "record")} and ${count(counts.pointers, "pointer")} of ${count(counts.services, "service")} in ${datastore}`;
  if (findings.length === 0) return lines(`${green("sound")}: ${all}`);
  const shown = findings
    .slice(0, MOST_LINES)
    .flatMap(({ object, problem, hint }) => [`${bold(object)} ${problem}`, `  ${cyan("hint")}: ${hint}`]);
  const rest = findings.length > MOST_LINES ? [`... and ${findings.length - MOST_LINES} more; --json lists all`] : [];
  return lines(shown, rest, `${red(count(findings.length, "problem"))} in ${all}`);
}

function prunedText({ datastore, records, plan, pruned }: PrunedResult, { green, dim, cyan }: Colors): string {
  const { remove, olderThan } = plan;
  const all = `${count(records, "record")} in ${datastore}`;
  if (remove.length === 0) return lines(`${green("nothing to prune")}: ${all}`);
  if (pruned !== undefined) {
    const kept = pruned.kept.length + pruned.restored.length;
    return lines(`${green("pruned")} ${pruned.removed.length} of ${all}${kept > 0 ? `; ${kept} came to be named and stay` : ""}`);
  }
  const shown = remove.slice(0, MOST_LINES).map(({ service, id, builtAt }) => [service, id, dim(`built ${builtAt}`)]);
  const rest = remove.length > MOST_LINES ? [`... and ${remove.length - MOST_LINES} more; --json lists all`] : [];
  return lines(
    columns(shown),
    rest,
    `${remove.length} of ${all} would go: built before ${olderThan.slice(0, 10)}, and nothing names them`,
    `${cyan("hint")}: fairlead release prune --yes deletes them`,
  );
}
