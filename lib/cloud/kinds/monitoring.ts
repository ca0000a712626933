import { cloudKind, idOf, textOf } from "./kind.ts";
import { madeUpNumber } from "./made-up.ts";

/** A condition that tells its owner. Google makes its id, so a new one does not wait for the old one. */
export const alertPolicyKind = cloudKind("gcp:monitoring/alertPolicy:AlertPolicy", {
  replaces: ["project"],
  deleteBeforeReplace: false,
  required: ["combiner", "conditions", "displayName"],
  id: (inputs) => `projects/${textOf(inputs, "project")}/alertPolicies/${madeUpNumber(textOf(inputs, "displayName"))}`,
  outputs: (_inputs, id) => ({ name: id }),
});

/** The address of an owner. */
export const notificationChannelKind = cloudKind("gcp:monitoring/notificationChannel:NotificationChannel", {
  replaces: ["project"],
  deleteBeforeReplace: false,
  required: ["type"],
  id: (inputs) => `projects/${textOf(inputs, "project")}/notificationChannels/${madeUpNumber(textOf(inputs, "displayName"))}`,
  outputs: (_inputs, id) => ({ name: id, verificationStatus: "VERIFIED" }),
});

/** A page of charts. */
export const dashboardKind = cloudKind("gcp:monitoring/dashboard:Dashboard", {
  replaces: ["project"],
  deleteBeforeReplace: false,
  required: ["dashboardJson"],
  id: (inputs) => `projects/${textOf(inputs, "project")}/dashboards/${madeUpNumber(textOf(inputs, "dashboardJson"))}`,
});

/** A request from outside that measures a public host. */
export const uptimeCheckKind = cloudKind("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig", {
  replaces: ["checkerType", "httpCheck.requestMethod", "monitoredResource", "project", "resourceGroup"],
  deleteBeforeReplace: false,
  required: ["displayName", "timeout"],
  conflicts: [["monitoredResource", "resourceGroup"]],
  id: (inputs) => `projects/${textOf(inputs, "project")}/uptimeCheckConfigs/${madeUpNumber(textOf(inputs, "displayName"))}`,
});

/** A project whose metrics another project shows. */
export const monitoredProjectKind = cloudKind("gcp:monitoring/monitoredProject:MonitoredProject", {
  replaces: ["metricsScope", "name"],
  required: ["metricsScope", "name"],
  id: idOf("{metricsScope}/projects/{name}"),
});
