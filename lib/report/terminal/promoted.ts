import type { PromotedResult } from "../../app/release/results.ts";
import { lines } from "../../base/text.ts";
import type { PromoteOutcome } from "../../releases/promote.ts";
import type { Colors } from "../colors.ts";
import { notable, promotionDetail, promotionSummary, promotionWord } from "../results/promotions.ts";
import { columns } from "./columns.ts";
import { moreLines } from "./lines.ts";
import { safe } from "./safe.ts";

/** Services that the report lists. Failed ones come first. */
const MAX_SERVICES = 40;

/** Reports the services that a promotion moved or kept. Unchanged services are only counted. */
export function promotedText(result: PromotedResult, colors: Colors): string {
  const { datastore, from, to, created, dryRun, promotions, byPullRequest = [] } = safe(result);
  const { red, yellow, green, bold } = colors;
  const paint: Readonly<Record<PromoteOutcome, (text: string) => string>> = {
    failed: red,
    pinned: yellow,
    newer: yellow,
    moved: green,
    unchanged: green,
  };
  const shown = notable(promotions);
  const rows = shown
    .slice(0, MAX_SERVICES)
    .map((promotion) => [paint[promotion.outcome](promotionWord(promotion)), promotion.service, promotionDetail(promotion, to)]);
  return lines(
    columns(rows),
    moreLines(shown, MAX_SERVICES),
    created ? `channel ${to} is new` : [],
    `${dryRun === true ? "would promote" : "promoted"} ${bold(from)} to ${bold(to)} in ${datastore}: ${promotionSummary(promotions)}`,
    byPullRequest.length === 0
      ? []
      : `the next publish opens a pull request for ${byPullRequest.join(", ")}; its merge brings the releases`,
  );
}
