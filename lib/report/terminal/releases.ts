import type { ReleaseResult, ReleasesResult } from "../../app/release/results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { columns } from "./columns.ts";
import { hintLines, RECORD_HINT } from "./lines.ts";
import { safe } from "./safe.ts";

/** Characters of a commit. */
const COMMIT_CHARACTERS = 7;

/** Lists the releases of a service and the channels that name them. */
export function releasesText(result: ReleasesResult, colors: Colors): string {
  const { service, datastore, releases } = safe(result);
  if (releases.length === 0) return lines(`${datastore} has no release of ${service}`, hintLines(RECORD_HINT, colors));
  const { red, green, dim } = colors;
  const rows = releases.map((release) => {
    const names = release.channels.length === 0 ? "" : green(`<- ${release.channels.join(", ")}`);
    if ("problem" in release) return [release.id, red("broken"), release.problem, names];
    const { tag, builtAt, commit } = release.value;
    const origin = commit === undefined ? "upstream" : `from ${commit.slice(0, COMMIT_CHARACTERS)}`;
    return [release.id, tag, dim(`built ${builtAt} ${origin}`), names];
  });
  return lines(columns(rows));
}

/** Lists the fields of a release. */
export function releaseText(result: ReleaseResult, { bold, dim }: Colors): string {
  const { release, channels, datastore } = safe(result);
  const rows = Object.entries(release).map(([field, value]) => [
    dim(field),
    typeof value === "object" ? JSON.stringify(value) : String(value),
  ]);
  const named = channels.length === 0 ? "no channel names it" : `named by channel ${channels.join(", ")}`;
  return lines(`${bold(`${release.service} ${release.tag}`)} in ${datastore}, ${named}`, columns(rows));
}
