import type { DiffResult } from "../../app/results.ts";
import { lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { changesSummary, isSame, viewOf } from "../results/changes.ts";
import { laterSummary, laterViews } from "../results/later.ts";
import { changeLines } from "./change-lines.ts";
import { laterLines } from "./later.ts";
import { riskLines } from "./risks.ts";
import { safe } from "./safe.ts";

/** Reports the changes between two trees: risks first, then removals, releases, the others, and later waves. */
export function diffText(result: DiffResult, colors: Colors): string {
  const { from, to } = safe({ from: result.from, to: result.to });
  const [view, later] = [viewOf(result), laterViews(result.later)];
  if (isSame(view) && later.length === 0) return lines(`no difference between ${from} and ${to}`);
  const summary = [isSame(view) ? "nothing changes now" : changesSummary(view), ...laterSummary(later)].join(", ");
  const changes = [...riskLines(view.risks, colors), ...changeLines(view, colors), ...laterLines(later, colors)];
  return lines(changes, colors.dim(`${summary}, from ${from} to ${to}`));
}
