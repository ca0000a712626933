import { FAIRLEAD_IN_OPS } from "../../base/fairlead.ts";
import type { RecordedResult, SetResult } from "../../app/release/results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { sameNumberText } from "../results/recorded.ts";
import { hintLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Reports each recorded release, and the release that its channel names now. */
export const recordedText = (results: readonly RecordedResult[], colors: Colors): string =>
  results.map((result) => recordedLines(result, colors)).join("");

function recordedLines(result: RecordedResult, colors: Colors): string {
  const shown = safe(result);
  const { release, record, channel, datastore } = shown;
  const warning = sameNumberText(shown);
  const { green, bold, yellow } = colors;
  const { service, tag, id } = release;
  const { name, outcome, pointer } = channel;
  const done = record === "recorded" ? green("recorded") : `${green("already recorded")}:`;
  const command = `${FAIRLEAD_IN_OPS} release set ${service} --channel ${name} --to ${id} --reason "<reason>" moves the channel`;
  const isNamed = outcome === "moved" || pointer.release === id;
  return lines(
    `${done} ${bold(`${service} ${tag}`)} as ${id} in ${datastore}`,
    channelText(channel, id, colors),
    warning === undefined ? [] : `${yellow("warning:")} ${warning}`,
    isNamed ? [] : hintLines(command, colors),
  );
}

function channelText({ name, outcome, pointer }: RecordedResult["channel"], id: string, { dim }: Colors): string {
  const { release, previous, tag, by, reason } = pointer;
  const texts: Readonly<Record<typeof outcome, string>> = {
    moved: `channel ${name} names it${previous === undefined ? "" : dim(` (before: ${previous})`)}`,
    unchanged:
      release === id
        ? `channel ${name} already names it`
        : `channel ${name} stays at ${tag}: ${by ?? "a person"} set it there (${reason ?? "no reason given"})`,
    older: `channel ${name} stays at ${tag}: it has already named a newer build`,
  };
  return texts[outcome];
}

/** Reports the release that a person set a channel to. */
export function channelSetText(result: SetResult, { green, bold }: Colors): string {
  const { outcome, pointer } = safe(result);
  const { channel, service, tag, release } = pointer;
  const version = bold(`${service} ${tag}`);
  return outcome === "unchanged"
    ? lines(`${green("unchanged")}: channel ${channel} already names ${version}`)
    : lines(`${green("moved")}: channel ${channel} names ${version} (${release})`);
}
