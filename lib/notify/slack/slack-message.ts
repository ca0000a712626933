import type { Incident } from "../../app/notify/incident.ts";
import { titleOf } from "../../app/notify/incident.ts";
import type { Notice } from "../../app/notify/notifier.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { count } from "../../base/text.ts";
import { codeMrkdwn, escapeMrkdwn } from "./escape-mrkdwn.ts";

/** The maximum number of incidents of one message. Slack takes 50 blocks. */
const MAX_INCIDENTS = 20;

/** The maximum length of the string of a section, in characters. Source: docs.slack.dev, "Section block". */
const MAX_SECTION = 3000;
const MAX_HEADER = 150;

/** The maximum length of the title of an incident, before it is escaped. */
const MAX_TITLE = 200;

/** A message of Slack, in the parts of Block Kit that Fairlead uses. */
export interface SlackMessage {
  /** The notification, and the message for programs without blocks. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

type Mrkdwn = { readonly type: "mrkdwn"; readonly text: string; readonly verbatim: true };

export type SlackBlock =
  | { readonly type: "header"; readonly text: { readonly type: "plain_text"; readonly text: string; readonly emoji: false } }
  | { readonly type: "section"; readonly text: Mrkdwn }
  | { readonly type: "context"; readonly elements: readonly Mrkdwn[] };

/** Formats a notice: new incidents, the ones that are over, who started the run, and its address. */
export function slackMessage({ run, link, actor, opened, resolved }: Notice): SlackMessage {
  const header = [opened.length > 0 ? count(opened.length, "new incident") : "", resolved.length > 0 ? `${resolved.length} resolved` : ""];
  const title = `${run}: ${header.filter((part) => part !== "").join(", ")}`;
  const shown = opened.slice(0, MAX_INCIDENTS);
  const hidden = opened.length - shown.length;
  const source = [
    ...(actor === undefined ? [] : [`started by ${escapeMrkdwn(cut(actor, MAX_TITLE))}`]),
    ...(link === undefined ? [] : [linkOf(link)]),
  ];
  return {
    text: cutEscaped(escapeMrkdwn([title, ...opened.map(titleOf)].join("; ")), MAX_SECTION),
    blocks: [
      { type: "header", text: { type: "plain_text", text: cut(title.replaceAll(/[\p{Cc}\p{Cf}]+/gu, " "), MAX_HEADER), emoji: false } },
      ...shown.map((incident) => section(incidentText(incident))),
      ...(hidden === 0 ? [] : [section(`and ${hidden} more: the run has them all`)]),
      ...(resolved.length === 0 ? [] : [section(resolved.map((each) => `Resolved: ${escapeMrkdwn(titleOf(each))}`).join("\n"))]),
      ...(source.length === 0 ? [] : [{ type: "context" as const, elements: [mrkdwn(cutEscaped(source.join(", "), MAX_SECTION))] }]),
    ],
  };
}

/** Formats an incident. If its words are too long, they are cut, and the command stays whole. */
function incidentText(incident: Incident): string {
  const command = incident.command === undefined ? "" : `\nNext: ${hintText(incident.command)}`;
  const words = [`*${escapeMrkdwn(cut(titleOf(incident), MAX_TITLE))}*`, ...incident.details.map(escapeMrkdwn)].join("\n");
  return command.length > MAX_SECTION / 2 ? words : cutEscaped(words, MAX_SECTION - command.length) + command;
}

/** Formats a hint: the words before a command of Fairlead stay words, so that only the command is copied. */
function hintText(hint: string): string {
  const at = Math.max(0, hint.indexOf(FAIRLEAD));
  return escapeMrkdwn(hint.slice(0, at)) + codeMrkdwn(hint.slice(at));
}

/** Links the run. An address with other characters than those of a URL, or with too many, is shown as a string. */
const linkOf = (link: string): string =>
  /^https?:\/\/[^\s<>|"`]{1,1000}$/.test(link) ? `<${link.replaceAll("&", "&amp;")}|the run>` : escapeMrkdwn(link);

const section = (text: string): SlackBlock => ({ type: "section", text: mrkdwn(cutEscaped(text, MAX_SECTION)) });
const mrkdwn = (text: string): Mrkdwn => ({ type: "mrkdwn", text, verbatim: true });
/** Cuts escaped text. It leaves no half of an entity, such as `&am`. */
const cutEscaped = (text: string, maximum: number): string => {
  const short = cut(text, maximum);
  return short === text ? text : short.replace(/&[a-z]*(?=\.\.\.$)/, "");
};
const cut = (text: string, maximum: number): string => (text.length > maximum ? `${text.slice(0, maximum - 3)}...` : text);
