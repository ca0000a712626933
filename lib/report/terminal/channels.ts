import type { ChannelsResult } from "../../app/release/results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { columns } from "./columns.ts";
import { hintLines, RECORD_HINT } from "./lines.ts";
import { safe } from "./safe.ts";

/** Lists the release of each service on each channel, sorted by service. */
export function channelsText({ datastore, channels }: ChannelsResult, colors: Colors): string {
  const { red, dim } = colors;
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
  if (rows.length === 0) return lines(`no channel of ${safe(datastore)} names a release`, hintLines(RECORD_HINT, colors));
  return lines(columns(rows.sort(([a = "", inA = ""], [b = "", inB = ""]) => (`${a} ${inA}` < `${b} ${inB}` ? -1 : 1))));
}
