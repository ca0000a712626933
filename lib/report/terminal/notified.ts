import { titleOf } from "../../app/notify/incident.ts";
import type { NotifyResult } from "../../app/notify/notify.ts";
import { count, lines } from "../../base/text.ts";
import type { Colors } from "../colors.ts";
import { safe } from "./safe.ts";

/** Reports the incidents of a run: new, known and over. */
export function notifiedText(result: NotifyResult, { bold, dim, green, red }: Colors): string {
  const { run, opened, open, resolved, told } = safe(result);
  return lines(
    ...opened.map((incident) => `${red("new")}       ${titleOf(incident)}`),
    ...open.map((title) => `${dim("known")}     ${title}`),
    ...resolved.map((title) => `${green("resolved")}  ${title}`),
    `${bold(run)}: ${count(opened.length + open.length, "incident")}${told.length === 0 ? "" : `, told ${told.join(", ")}`}`,
  );
}
