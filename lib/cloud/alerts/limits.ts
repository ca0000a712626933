import type { Thresholds } from "../../model/cloud/alerts.ts";
import type { PostgresNeed } from "../../model/needs/postgres.ts";
import type { Need } from "../../model/needs/registry.ts";
import { databaseName, maximumDiskGb } from "../database-server.ts";
import type { NeedPlace } from "../need-place.ts";
import { instanceName } from "../../model/needs/need.ts";
import { fitName } from "../../base/fit-name.ts";

/** A limit of an instance that comes near. */
export interface Limit {
  /** The name of the alert: `memory`. Runbooks have it. */
  readonly name: string;
  /** The title: `memory above 80 %`. */
  readonly title: string;
  /** The series in PromQL. A dashboard shows it. */
  readonly query: string;
  /** The bound in PromQL: `> 0.8`. */
  readonly bound: string;
  /** The advice for the person who gets the alert. */
  readonly advice: string;
}

interface LimitedKind<N> {
  limits(need: N, place: NeedPlace, thresholds: Thresholds): readonly Limit[];
}

type Limits = { readonly [K in Need["kind"]]?: LimitedKind<Extract<Need, { readonly kind: K }>> };

/** Clients that Memorystore for Redis accepts at most. Source: its quotas. */
const REDIS_CLIENTS = 65_000;

const GIBIBYTE = 2 ** 30;

/** The limits of each kind of need that has any. The names of metrics are those of Cloud Monitoring, as PromQL spells them. */
const LIMITS: Limits = {
  redis: {
    limits: (_need, place, thresholds) => {
      const { project, region } = place.stack;
      const id = `projects/${project}/locations/${region}/instances/${fitName(instanceName(place.instance), 40)}`;
      const on = `{monitored_resource="redis_instance",instance_id="${id}"}`;
      return [
        memory(`max(redis_googleapis_com:stats_memory_usage_ratio${on})`, thresholds),
        connections(`max(redis_googleapis_com:clients_connected${on})`, REDIS_CLIENTS, thresholds),
      ];
    },
  },
  valkey: {
    limits: (_need, place, thresholds) => {
      const on = `{instance_id="${fitName(instanceName(place.instance), 63)}"}`;
      return [memory(`max(memorystore_googleapis_com:instance_memory_maximum_utilization${on})`, thresholds)];
    },
  },
  postgres: {
    // The stack has the alerts of a shared server once.
    limits: (need, place, thresholds) =>
      need.instance === "shared"
        ? []
        : serverLimits(databaseName(instanceName(place.instance), need), need, place.stack.project, thresholds),
  },
  subscription: {
    limits: (_need, place, { unackedMinutes }) => {
      const name = instanceName(place.instance);
      return [
        {
          name: "unacked",
          title: `oldest message above ${unackedMinutes} minutes`,
          query: `max(pubsub_googleapis_com:subscription_oldest_unacked_message_age{subscription_id="${name}"})`,
          bound: `> ${unackedMinutes * 60}`,
          advice: "The service does not keep up, or it fails. Look at its logs, and give it more pods.",
        },
        {
          name: "dead-letters",
          title: "messages that nobody could process",
          query: `max(pubsub_googleapis_com:subscription_num_undelivered_messages{subscription_id="${name}-dead-letters"})`,
          bound: "> 0",
          advice: `Read them: gcloud pubsub subscriptions pull ${name}-dead-letters --project ${place.stack.project}`,
        },
      ];
    },
  },
};

const memory = (query: string, { memoryPercent }: Thresholds): Limit => ({
  name: "memory",
  title: `memory above ${memoryPercent} %`,
  query,
  bound: `> ${memoryPercent / 100}`,
  advice: "Give the need more memoryGb, or let it keep less.",
});

const connections = (query: string, maximum: number, { connectionsPercent }: Thresholds): Limit => ({
  name: "connections",
  title: `connections above ${connectionsPercent} % of ${maximum}`,
  query,
  bound: `> ${Math.floor((maximum * connectionsPercent) / 100)}`,
  advice: "Close idle connections, use a pool, or run fewer pods.",
});

/** Lists the limits of a PostgreSQL server. @param server its name in Cloud SQL */
export function serverLimits(server: string, need: PostgresNeed, project: string, thresholds: Thresholds): readonly Limit[] {
  const on = `{database_id="${project}:${server}"}`;
  const { diskPercent } = thresholds;
  const disk = maximumDiskGb(need);
  return [
    memory(`max(cloudsql_googleapis_com:database_memory_utilization${on})`, thresholds),
    connections(`sum(cloudsql_googleapis_com:database_postgresql_num_backends${on})`, connectionsOf(need), thresholds),
    {
      name: "disk",
      title: `disk above ${diskPercent} % of ${disk} GiB`,
      query: `max(cloudsql_googleapis_com:database_disk_bytes_used${on})`,
      bound: `> ${Math.round((disk * GIBIBYTE * diskPercent) / 100)}`,
      advice: "Delete data, or give the server a larger disk. A disk that is full stops the database.",
    },
  ];
}

/** The connections that Cloud SQL permits by memory in gibibytes. Source: Cloud SQL, quotas of max_connections. */
const MAX_CONNECTIONS = [
  [3.75, 50],
  [6, 100],
  [7.5, 200],
  [15, 400],
  [30, 500],
  [60, 600],
  [120, 800],
] as const;

/** Returns the number of connections that a database permits. */
function connectionsOf({ flags = {}, memoryGb = 3.75 }: PostgresNeed): number {
  const own = Number(flags["max_connections"]);
  if (Number.isFinite(own)) return own;
  return MAX_CONNECTIONS.find(([below]) => memoryGb < below)?.[1] ?? 1000;
}

/** Lists the limits of a need's instance. */
export function limitsOf(need: Need, place: NeedPlace, thresholds: Thresholds): readonly Limit[] {
  const kind: LimitedKind<Need> | undefined = LIMITS[need.kind];
  return kind?.limits(need, place, thresholds) ?? [];
}
