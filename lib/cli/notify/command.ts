import type { NotifyRequest } from "../../app/notify/notify.ts";
import { command } from "../command.ts";
import { optional, type ReportFlags, reportFlags, textFlag } from "../flags.ts";

type NotifyFlags = ReportFlags & NotifyRequest;

export const notifyCommand = command<NotifyFlags, []>({
  brief: "Tell people on Slack what a run found, and write its metrics",
  description:
    'Reads the --json result of up, publish, plan, check or cloud drift. Tells Slack of failed runs, refused deletions, holds, drift and expired stacks. Slack hears when an incident begins and when it ends. The config names variables with addresses of webhooks: notify: { slack: { webhook: "SLACK_WEBHOOK" } }. If Slack is down, the command says so and exits 0.',
  examples: [
    "fairlead up --json > up.json; fairlead notify --from up.json --run up --state incidents.json",
    "fairlead notify --from drift.json --run drift --metrics fairlead.prom",
    "fairlead notify --from up.json --pushgateway http://pushgateway:9091",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      from: { ...textFlag("File with a JSON result; may be repeated. If it is missing, the run failed", "file"), variadic: true },
      run: optional(textFlag("Name of the run; each has its own incidents [GITHUB_WORKFLOW, or fairlead]", "name")),
      state: optional(textFlag("File of open incidents, which CI keeps between runs [every incident is news]", "file")),
      metrics: optional(textFlag("File that gets the figures of the run as OpenMetrics [none]", "file")),
      pushgateway: optional(textFlag("Address of a Prometheus Pushgateway [none]", "url")),
    },
  },
  run: async (context, flags) => {
    const { notify } = await import("../../app/notify/notify.ts");
    const { notifyPorts } = await import("../../notify/ports.ts");
    return { kind: "notified", result: await notify(context, flags, notifyPorts) };
  },
});
