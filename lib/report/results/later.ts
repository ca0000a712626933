import type { LaterWave } from "../../app/results.ts";
import { formatDuration } from "../../base/duration.ts";
import { count } from "../../base/text.ts";
import { type ChangeView, viewOf } from "./changes.ts";
import { stacksText } from "./names.ts";

/** A wave that changes later, as reports list it. */
export interface LaterView extends Omit<LaterWave, "manifests"> {
  readonly view: ChangeView;
}

/** Prepares later waves for a report. */
export const laterViews = (later: readonly LaterWave[] = []): readonly LaterView[] =>
  later.map(({ manifests, ...wave }) => ({ ...wave, view: viewOf(manifests) }));

/** Says what a wave waits for: `prod-eu and prod-us of prod follow, after staging has run it for 2h`. */
export const laterText = ({ stage, stacks, after, soakMs }: LaterView): string =>
  `${stacksText(stacks)} of ${stage} follow${stacks.length === 1 ? "s" : ""}, after ${after.join(" and ")} has run it${soakMs === 0 ? "" : ` for ${formatDuration(soakMs)}`}`;

/** Counts the objects of later waves: `3 objects in later waves`. Empty if there are none. */
export function laterSummary(later: readonly LaterView[]): readonly string[] {
  const waits = later.reduce((sum, { view }) => sum + view.groups.reduce((size, { members }) => size + members.length, 0), 0);
  return waits === 0 ? [] : [`${count(waits, "object")} in later waves`];
}
