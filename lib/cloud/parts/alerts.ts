import { type AlertsInput, madeChannels, type Thresholds, thresholdsOf } from "../../model/cloud/alerts.ts";
import { ownerLabel } from "../../model/layers.ts";
import type { StackModel } from "../../model/model.ts";
import { instanceName } from "../../model/needs/need.ts";
import { shortHash } from "../../compile/short-hash.ts";
import { type Limit, limitsOf, serverLimits } from "../alerts/limits.ts";
import { stackLabels } from "../cloud-names.ts";
import { sharedServers } from "../blocks/shared-database.ts";
import { cloudNeeds } from "../cloud-needs.ts";
import { databaseName } from "../database-server.ts";
import { publicHosts } from "../public-hosts.ts";
import { type AnyCloudResource, outputOf, type Reference, resourcesOf } from "../resource.ts";
import type { StackPart } from "./stack-part.ts";

/**
 * Makes an alert for each limit of each need and for the certificate of each public host. Each service has a channel to its owner: one for several
 * services could be in another shard.
 */
export const alertsStackPart: StackPart<AlertsInput> = {
  inNetwork: false,
  resources: (input, stack) => {
    const thresholds = thresholdsOf(input);
    const channels = new Map<string, AnyCloudResource>();
    const channelsOf = (service: AlertPlace["service"]): readonly (string | Reference)[] => {
      const made = madeChannels(input, service.owner);
      if (made !== undefined) return made.map(({ id }) => id);
      const channel = mailChannel(stack, service);
      channels.set(channel.name, channel);
      return [outputOf(channel, "name")];
    };
    const needs = cloudNeeds(stack).flatMap(({ service, need, place }) =>
      limitsOf(need, place, thresholds).map((limit) =>
        alert({ stack, service, thresholds, channels: channelsOf(service) }, instanceName(place.instance), limit),
      ),
    );
    const shared = sharedServers(stack, cloudNeeds(stack)).flatMap(({ name, need, owner }) => {
      const server = `${stack.name}-${name}`;
      const place = { stack, service: { owner }, thresholds, channels: channelsOf({ owner }) };
      return serverLimits(databaseName(server, need), need, stack.project, thresholds).map((limit) => alert(place, server, limit));
    });
    const hosts = stack.services.flatMap((service) =>
      publicHosts(stack, service).flatMap((host) => {
        const place = { stack, service, thresholds, channels: channelsOf(service) };
        return [uptimeCheck(place, host), alert(place, host, certificateLimit(host, thresholds))];
      }),
    );
    return [...channels.values(), ...needs, ...shared, ...hosts];
  },
};

interface AlertPlace {
  readonly stack: StackModel;
  /** The service of the instance. A shared server belongs to no service, so it has no name. */
  readonly service: { readonly name?: string; readonly owner: string };
  readonly thresholds: Thresholds;
  readonly channels: readonly (string | Reference)[];
}

const blockOf = ({ stack, service: { name } }: Pick<AlertPlace, "service" | "stack">) =>
  name === undefined ? { kind: "Alerts", name: stack.name } : { kind: "Alerts", name, service: name };

function mailChannel(stack: StackModel, service: AlertPlace["service"]): AnyCloudResource {
  const { name = stack.name, owner } = service;
  const make = resourcesOf(blockOf({ stack, service }));
  return make("gcp:monitoring/notificationChannel:NotificationChannel", `${name}-${ownerLabel(owner)}-${shortHash(owner)}`, {
    displayName: `${owner} (${name === stack.name ? name : `${stack.name}, ${name}`})`,
    labels: { email_address: owner },
    project: stack.project,
    type: "email",
    userLabels: stackLabels(stack),
  });
}

/** Makes the policy of one limit. */
function alert(place: AlertPlace, subject: string, limit: Limit): AnyCloudResource {
  const { stack, service, thresholds, channels } = place;
  const user = service.name === undefined ? "Several services" : `The service ${service.name}`;
  const { runbooks, autoCloseHours } = thresholds;
  const title = `${subject}: ${limit.title}`;
  const runbook = runbooks === undefined ? "" : `\n\nRunbook: ${runbooks.replace(/\/+$/, "")}/${limit.name}`;
  return resourcesOf(blockOf(place))("gcp:monitoring/alertPolicy:AlertPolicy", `${subject}-${limit.name}`, {
    alertStrategy: { autoClose: `${autoCloseHours * 3600}s` },
    combiner: "OR",
    conditions: [
      {
        conditionPrometheusQueryLanguage: { duration: "300s", evaluationInterval: "60s", query: `${limit.query} ${limit.bound}` },
        displayName: title,
      },
    ],
    displayName: title,
    documentation: {
      content: `${title}. ${user} on ${stack.name} use${service.name === undefined ? "" : "s"} it.\n\n${limit.advice}${runbook}`,
      mimeType: "text/markdown",
      subject: title,
    },
    notificationChannels: channels,
    project: stack.project,
    severity: stack.tier === "prod" ? "CRITICAL" : "WARNING",
    userLabels: {
      ...stackLabels(stack),
      owner: ownerLabel(service.owner),
      ...(service.name === undefined ? {} : { service: service.name }),
    },
  });
}

/** Asks a host from outside, because only an uptime check measures its certificate. */
const uptimeCheck = (place: AlertPlace, host: string): AnyCloudResource =>
  resourcesOf(blockOf(place))("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig", host, {
    displayName: `${host} (${place.stack.name})`,
    httpCheck: { path: "/", port: 443, requestMethod: "GET", useSsl: true, validateSsl: true },
    monitoredResource: { labels: { host, project_id: place.stack.project }, type: "uptime_url" },
    period: "900s",
    project: place.stack.project,
    timeout: "10s",
    userLabels: stackLabels(place.stack),
  });

const certificateLimit = (host: string, { certificateDays }: Thresholds): Limit => ({
  name: "certificate",
  title: `certificate ends in less than ${certificateDays} days`,
  query: `min(monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires{monitored_resource="uptime_url",host="${host}"})`,
  bound: `< ${certificateDays}`,
  advice: "Google renews its certificates a month before they end. Look at the DNS records that it asks for.",
});
