import { type AlertsInput, madeChannels, type Thresholds, thresholdsOf } from "../../model/cloud/alerts.ts";
import type { EffectiveService } from "../../model/effective.ts";
import { hostsOf, routesOf } from "../../model/fields/public.ts";
import { ownerLabel } from "../../model/layers.ts";
import type { StackModel } from "../../model/model.ts";
import { instanceName } from "../../model/needs/need.ts";
import { gatewayClass } from "../../model/stack-fields/gateway.ts";
import { shortHash } from "../../compile/short-hash.ts";
import { type Limit, limitsOf } from "../alerts/limits.ts";
import { stackLabels } from "../cloud-names.ts";
import { cloudNeeds } from "../cloud-needs.ts";
import { type AnyCloudResource, outputOf, type Reference, resourcesOf } from "../resource.ts";
import type { StackPart } from "./stack-part.ts";

/** Makes an alert for each limit of each need and for the certificate of each public host. Each owner has a channel. */
export const alertsStackPart: StackPart<AlertsInput> = {
  inNetwork: false,
  resources: (input, stack) => {
    const thresholds = thresholdsOf(input);
    const channels = new Map<string, AnyCloudResource>();
    const channelsOf = (owner: string): readonly (string | Reference)[] => {
      const made = madeChannels(input, owner);
      if (made !== undefined) return made.map(({ id }) => id);
      const channel = channels.get(owner) ?? mailChannel(stack, owner);
      channels.set(owner, channel);
      return [outputOf(channel, "name")];
    };
    const needs = cloudNeeds(stack).flatMap(({ service, need, place }) =>
      limitsOf(need, place, thresholds).map((limit) =>
        alert({ stack, service, thresholds, channels: channelsOf(service.owner) }, instanceName(place.instance), limit),
      ),
    );
    const hosts = stack.services.flatMap((service) =>
      publicHosts(stack, service).flatMap((host) => {
        const place = { stack, service, thresholds, channels: channelsOf(service.owner) };
        return [uptimeCheck(place, host), alert(place, host, certificateLimit(host, thresholds))];
      }),
    );
    return [...channels.values(), ...needs, ...hosts];
  },
};

interface AlertPlace {
  readonly stack: StackModel;
  readonly service: EffectiveService;
  readonly thresholds: Thresholds;
  readonly channels: readonly (string | Reference)[];
}

const blockOf = (service: string) => ({ kind: "Alerts", name: service, service });

/** Returns the hosts that the internet reaches, each once. */
function publicHosts(stack: StackModel, service: EffectiveService): readonly string[] {
  if (service.public === undefined || gatewayClass(stack.gateway).external === false) return [];
  return [...new Set(routesOf(service.public).flatMap(([, , route]) => hostsOf(route, stack.domain)))].sort();
}

function mailChannel(stack: StackModel, owner: string): AnyCloudResource {
  const make = resourcesOf({ kind: "Alerts", name: stack.name });
  return make("gcp:monitoring/notificationChannel:NotificationChannel", `${ownerLabel(owner)}-${shortHash(owner)}`, {
    displayName: `${owner} (${stack.name})`,
    labels: { email_address: owner },
    project: stack.project,
    type: "email",
    userLabels: stackLabels(stack),
  });
}

/** Makes the policy of one limit. */
function alert({ stack, service, thresholds, channels }: AlertPlace, subject: string, limit: Limit): AnyCloudResource {
  const { runbooks, autoCloseHours } = thresholds;
  const title = `${subject}: ${limit.title}`;
  const runbook = runbooks === undefined ? "" : `\n\nRunbook: ${runbooks.replace(/\/+$/, "")}/${limit.name}`;
  return resourcesOf(blockOf(service.name))("gcp:monitoring/alertPolicy:AlertPolicy", `${subject}-${limit.name}`, {
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
      content: `${title}. The service ${service.name} on ${stack.name} uses it.\n\n${limit.advice}${runbook}`,
      mimeType: "text/markdown",
      subject: title,
    },
    notificationChannels: channels,
    project: stack.project,
    severity: stack.tier === "prod" ? "CRITICAL" : "WARNING",
    userLabels: { ...stackLabels(stack), owner: ownerLabel(service.owner), service: service.name },
  });
}

/** Asks a host from outside, because only an uptime check measures its certificate. */
const uptimeCheck = ({ stack, service }: AlertPlace, host: string): AnyCloudResource =>
  resourcesOf(blockOf(service.name))("gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig", host, {
    displayName: `${host} (${stack.name})`,
    httpCheck: { path: "/", port: 443, requestMethod: "GET", useSsl: true, validateSsl: true },
    monitoredResource: { labels: { host, project_id: stack.project }, type: "uptime_url" },
    period: "900s",
    project: stack.project,
    timeout: "10s",
    userLabels: stackLabels(stack),
  });

const certificateLimit = (host: string, { certificateDays }: Thresholds): Limit => ({
  name: "certificate",
  title: `certificate ends in less than ${certificateDays} days`,
  query: `min(monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires{monitored_resource="uptime_url",host="${host}"})`,
  bound: `< ${certificateDays}`,
  advice: "Google renews its certificates a month before they end. Look at the DNS records that it asks for.",
});
