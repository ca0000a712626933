import { IncomingWebhook, IncomingWebhookHTTPError, IncomingWebhookRequestError } from "@slack/webhook";
import type { Notice, Notifier, NotifierOf, NotifyPorts } from "../../app/notify/notifier.ts";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { type Patience, patientFetch } from "../patient-fetch.ts";
import { slackMessage } from "./slack-message.ts";

type Environment = Parameters<NotifyPorts["openNotifiers"]>[1];

/** Opens the channels of the config. Their addresses are in variables of the environment. */
export function slackNotifiers({ notify }: Parameters<NotifyPorts["openNotifiers"]>[0], env: Environment, patience?: Patience): NotifierOf {
  const slack = notify?.slack;
  return (owner) => {
    if (slack === undefined) throw new Error(`fairlead.config.ts has no notify.slack; ${FAIRLEAD} notify --help shows how to set it`);
    const variable = (owner === undefined ? undefined : slack.channels?.[owner]) ?? slack.webhook;
    const address = env[variable];
    if (!address) throw new Error(`the variable ${variable} is not set; it has the address of the webhook`);
    if (!URL.canParse(address) || !/^https?:\/\//.test(address)) throw new Error(`the variable ${variable} has no address of a webhook`);
    return slackNotifier(variable, address, patience);
  };
}

const slackNotifier = (variable: string, address: string, patience: Patience | undefined): Notifier => ({
  name: `Slack (${variable})`,
  send: async (notice: Notice) => {
    const webhook = new IncomingWebhook(address, {
      // The library itself gives up at once if Slack is busy.
      fetch: async (_url, init) => patientFetch(address, init ?? {}, patience),
    });
    const { text, blocks } = slackMessage(notice);
    try {
      await webhook.send({ text, blocks: blocks.map((block) => ({ ...block })), unfurl_links: false, unfurl_media: false });
    } catch (error) {
      throw new Error(reasonOf(error), { cause: error });
    }
  },
});

/** Says why Slack did not take a message. The address is secret, so only the status and the word of Slack are shown. */
function reasonOf(error: unknown): string {
  if (error instanceof IncomingWebhookHTTPError) {
    const word = /^[a-z_]{1,60}$/.test(error.body ?? "") ? `: ${error.body}` : "";
    return `it answered ${error.statusCode}${word}`;
  }
  return error instanceof IncomingWebhookRequestError ? error.original.message : "it did not take the message";
}
