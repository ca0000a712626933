import * as z from "zod/mini";
import type { Report } from "../base/problem.ts";

/** The people who hear of runs. */
export interface NotifyInput {
  /** The channels of Slack. @default none */
  readonly slack?: SlackInput;
}

/** The channels of Slack. An incoming webhook belongs to one channel, and its address is a secret. */
export interface SlackInput {
  /** The variable of the environment with the address of the webhook: `SLACK_WEBHOOK`. */
  readonly webhook: string;
  /** Owner -> the variable for the channel of the owner: `{ "shop@example.com": "SLACK_WEBHOOK_SHOP" }`. @default all use `webhook` */
  readonly channels?: Readonly<Record<string, string>>;
}

export const notifySchema = z.strictObject({
  slack: z.optional(z.strictObject({ webhook: z.string(), channels: z.optional(z.record(z.string(), z.string())) })),
});

/** Checks that the settings name variables. The value is not shown: somebody may have written the address, which is a secret. */
export function checkNotify({ slack }: NotifyInput, report: Report): void {
  const names = slack === undefined ? [] : [["webhook", slack.webhook] as const, ...prefixed(slack.channels ?? {})];
  for (const [field, name] of names) {
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
    report(
      `notify.slack.${field}`,
      "is not the name of an environment variable; an address would be in git",
      'name the variable: "SLACK_WEBHOOK"',
    );
  }
}

const prefixed = (channels: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
  Object.entries(channels).map(([owner, name]) => [`channels.${owner}`, name]);
