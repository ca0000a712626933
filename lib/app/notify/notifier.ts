import type { Config } from "../../model/config.ts";
import type { Incident } from "./incident.ts";
import type { KnownIncident } from "./incident-state.ts";
import type { RunFigures } from "./run-figures.ts";

/** The news of a run for one group of people. */
export interface Notice {
  /** The name of the run, such as the name of a workflow. */
  readonly run: string;
  /** The address of the run. */
  readonly link: string | undefined;
  /** The person or the event that started it. */
  readonly actor: string | undefined;
  readonly opened: readonly Incident[];
  readonly resolved: readonly KnownIncident[];
}

/** Brings notices to a group of people. */
export interface Notifier {
  /** Names the place for messages. It has no secret: `Slack (SLACK_WEBHOOK)`. */
  readonly name: string;
  /** @throws Error with the reason, if the place did not take the notice in time */
  send(notice: Notice): Promise<void>;
}

/** Returns the notifier for an owner of a service, or for what has no owner. @throws Error if it is not configured */
export type NotifierOf = (owner: string | undefined) => Notifier;

/** The outside world of `notify`. */
export interface NotifyPorts {
  readonly openNotifiers: (config: Config, env: Readonly<Record<string, string | undefined>>) => NotifierOf;
  /** Formats the figures of a run as OpenMetrics, or as the older text form that a Pushgateway takes. */
  readonly formatMetrics: (figures: RunFigures, form: "openmetrics" | "prometheus") => Promise<string>;
  /** @throws Error with the reason, if the gateway did not take the figures in time */
  readonly pushMetrics: (gateway: string, run: string, text: string) => Promise<void>;
}
