import * as z from "zod/mini";
import type { CloudPart } from "./cloud-part.ts";

/** A notification channel that a person made in the console, because it needs a token that no state may have. */
export interface MadeChannel {
  readonly kind: "channel";
  /** The full name: `projects/<project>/notificationChannels/<number>`. */
  readonly id: string;
}

/** Names a channel of Slack or PagerDuty, which a person made in the console: `channel("projects/shop/notificationChannels/123")`. */
export const channel = (id: string): MadeChannel => ({ kind: "channel", id });

/** The alerts of a stack. Each goes to the owner of the service. */
export interface AlertsInput {
  /** The channels of an owner by the owner's email address. @default an email to the owner */
  readonly channels?: Readonly<Record<string, MadeChannel | readonly MadeChannel[]>>;
  /** The percentage of memory at which the alert begins, 1 to 99. @default 80 */
  readonly memoryPercent?: number;
  /** The percentage of the connections that a server permits, 1 to 99. @default 80 */
  readonly connectionsPercent?: number;
  /** The percentage of the maximum to which a disk grows, 1 to 99. @default 80 */
  readonly diskPercent?: number;
  /** The age of the oldest message that nobody processed, in minutes, 1 to 10080. @default 15 */
  readonly unackedMinutes?: number;
  /** The days until a certificate ends, 1 to 60. Google renews its own a month before. @default 14 */
  readonly certificateDays?: number;
  /** The address of your runbooks. The name of the alert follows: `https://runbooks.example.com/memory`. @default none */
  readonly runbooks?: string;
  /** Hours until an alert without new data closes, 1 to 168. @default 24 */
  readonly autoCloseHours?: number;
}

/** The thresholds of alerts. */
export interface Thresholds extends Required<Omit<AlertsInput, "channels" | "runbooks">> {
  readonly runbooks: string | undefined;
}

/** Returns the thresholds, with their defaults. */
export const thresholdsOf = (input: AlertsInput): Thresholds => ({
  memoryPercent: 80,
  connectionsPercent: 80,
  diskPercent: 80,
  unackedMinutes: 15,
  certificateDays: 14,
  autoCloseHours: 24,
  runbooks: undefined,
  ...input,
});

/** Returns the channels that people made for an owner, or undefined if the owner gets an email. */
export function madeChannels({ channels = {} }: AlertsInput, owner: string): readonly MadeChannel[] | undefined {
  const made = Object.hasOwn(channels, owner) ? channels[owner] : undefined;
  return made === undefined || "length" in made ? made : [made];
}

const percent = z.optional(z.int().check(z.gte(1), z.lte(99)));
const made = z.strictObject({
  kind: z.literal("channel"),
  id: z.string().check(z.regex(/^projects\/[^/]+\/notificationChannels\/\d+$/, "must be projects/<project>/notificationChannels/<number>")),
});

export const alertsPart: CloudPart<AlertsInput> = {
  summary: "Alerts before a limit: memory, connections, disk, messages that nobody processes, certificates.",
  example: 'alerts: { memoryPercent: 90, runbooks: "https://runbooks.example.com" }',
  schema: z.strictObject({
    channels: z.optional(
      z.record(z.string(), z.union([made, z.array(made).check(z.minLength(1))], "must be channel(...), or a list of them")),
    ),
    memoryPercent: percent,
    connectionsPercent: percent,
    diskPercent: percent,
    unackedMinutes: z.optional(z.int().check(z.gte(1), z.lte(10_080))),
    certificateDays: z.optional(z.int().check(z.gte(1), z.lte(60))),
    runbooks: z.optional(z.string().check(z.regex(/^https:\/\/\S+$/, "must be an address that begins with https://"))),
    autoCloseHours: z.optional(z.int().check(z.gte(1), z.lte(168))),
  }),
};
