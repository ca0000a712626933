import type { NotifyPorts } from "../app/notify/notifier.ts";
import { pushRunMetrics } from "./metrics/push-metrics.ts";
import { formatRunMetrics } from "./metrics/run-metrics.ts";
import { slackNotifiers } from "./slack/slack-notifiers.ts";

/** Slack, and Prometheus. */
export const notifyPorts: NotifyPorts = {
  openNotifiers: slackNotifiers,
  formatMetrics: formatRunMetrics,
  pushMetrics: pushRunMetrics,
};
