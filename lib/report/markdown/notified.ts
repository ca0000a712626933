import { titleOf } from "../../app/notify/incident.ts";
import type { NotifyResult } from "../../app/notify/notify.ts";
import { count, lines } from "../../base/text.ts";
import { code, escapeMarkdown } from "./escape-markdown.ts";

/** Reports the incidents of a run: new, known and over, and the places that took no notice. */
export const notifiedMarkdown = ({ run, opened, open, resolved, failures }: NotifyResult): string =>
  lines(
    `**${count(opened.length + open.length, "incident")}** of ${code(run)}`,
    "",
    opened.map((incident) => `- new: ${escapeMarkdown(titleOf(incident))}`),
    open.map((title) => `- known: ${escapeMarkdown(title)}`),
    resolved.map((title) => `- resolved: ${escapeMarkdown(title)}`),
    failures.map(({ to, message }) => `- not told: ${escapeMarkdown(to)}: ${escapeMarkdown(message)}`),
  );
