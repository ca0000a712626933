import type { PublishResult } from "../../app/publish/results.ts";
import { count, lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { upText } from "./decisions.ts";
import { safe } from "./safe.ts";

/** Reports the decisions of `publish`, and the commit that it pushed. */
export const publishedText = ({ up, ...result }: PublishResult, colors: Colors): string => upText(up, colors) + commitText(result, colors);

function commitText(
  { remote, branch, base, commit, subject = "", tries }: Omit<PublishResult, "up">,
  { green, bold, dim }: Colors,
): string {
  const place = safe(`${remote}/${branch}`);
  const again = tries === 1 ? "" : dim(` (${count(tries, "try").replace(/ys$/, "ies")})`);
  if (commit === undefined) return lines(`${green("unchanged")}: ${place} has this tree, ${base.slice(0, 12)}${again}`);
  return lines(`${green("published")} ${bold(commit.slice(0, 12))} to ${place}: ${safe(subject)}${again}`);
}
