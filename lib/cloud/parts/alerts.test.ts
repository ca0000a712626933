import { describe, expect, it } from "vitest";
import { cloudOf, type TestCloud } from "../../../test/cloud-inputs.ts";
import { problemsWith, serviceFile } from "../../../test/fleets.ts";
import { channel } from "../../model/cloud/alerts.ts";
import { postgres } from "../../model/needs/postgres.ts";
import { redis } from "../../model/needs/redis.ts";
import { subscription } from "../../model/needs/subscription.ts";
import { topic } from "../../model/needs/topic.ts";
import { valkey } from "../../model/needs/valkey.ts";

const ALERT = "gcp:monitoring/alertPolicy:AlertPolicy";
const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel";
const CHECK = "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig";

const orders = serviceFile("orders", { needs: { events: topic() } });
const cart = serviceFile("cart", {
  needs: {
    carts: redis({ memoryGb: 1 }),
    pages: valkey({ memoryGb: 1 }),
    db: postgres({ storageGb: 20 }),
    placed: subscription({ topic: () => orders.service.need("events") as never }),
  },
  public: { port: "http" },
});

const cloud = (alerts: object = {}): TestCloud => cloudOf([orders, cart], "latest", { cloud: { alerts } });
const queryOf = ({ get }: TestCloud, name: string): unknown =>
  (get(ALERT, name)["conditions"] as readonly { readonly conditionPrometheusQueryLanguage: { readonly query: string } }[])[0]
    ?.conditionPrometheusQueryLanguage.query;

describe("an alert", () => {
  it.each<readonly [name: string, query: string]>([
    [
      "latest-cart-carts-memory",
      'max(redis_googleapis_com:stats_memory_usage_ratio{monitored_resource="redis_instance",instance_id="projects/shop-latest/locations/us-central1/instances/latest-cart-carts"}) > 0.8',
    ],
    [
      "latest-cart-carts-connections",
      'max(redis_googleapis_com:clients_connected{monitored_resource="redis_instance",instance_id="projects/shop-latest/locations/us-central1/instances/latest-cart-carts"}) > 52000',
    ],
    [
      "latest-cart-pages-memory",
      'max(memorystore_googleapis_com:instance_memory_maximum_utilization{instance_id="latest-cart-pages"}) > 0.8',
    ],
    ["latest-cart-db-memory", 'max(cloudsql_googleapis_com:database_memory_utilization{database_id="shop-latest:latest-cart-db"}) > 0.8'],
    [
      "latest-cart-db-connections",
      'sum(cloudsql_googleapis_com:database_postgresql_num_backends{database_id="shop-latest:latest-cart-db"}) > 80',
    ],
    // 80 % of 80 GiB.
    [
      "latest-cart-db-disk",
      'max(cloudsql_googleapis_com:database_disk_bytes_used{database_id="shop-latest:latest-cart-db"}) > 68719476736',
    ],
    [
      "latest-cart-placed-unacked",
      'max(pubsub_googleapis_com:subscription_oldest_unacked_message_age{subscription_id="latest-cart-placed"}) > 900',
    ],
    [
      "latest-cart-placed-dead-letters",
      'max(pubsub_googleapis_com:subscription_num_undelivered_messages{subscription_id="latest-cart-placed-dead-letters"}) > 0',
    ],
    [
      "cart.shop.example.com-certificate",
      'min(monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires{monitored_resource="uptime_url",host="cart.shop.example.com"}) < 14',
    ],
  ])("%s asks for its limit", (name, query) => {
    expect(queryOf(cloud(), name)).toBe(query);
  });

  it("watches a server that services share once, for its owner", () => {
    const services = ["cart", "mail"].map((name) => serviceFile(name, { needs: { log: postgres({ instance: "shared" }) } }));
    const shared = cloudOf(services, "latest", { cloud: { alerts: {} } });
    expect(shared.resources.flatMap(({ type, name }) => (type === ALERT ? [name] : []))).toEqual([
      "latest-postgres-17-connections",
      "latest-postgres-17-disk",
      "latest-postgres-17-memory",
    ]);
    // 80 % of four times the 20 GiB of the machine on latest.
    expect(queryOf(shared, "latest-postgres-17-disk")).toMatch(/"shop-latest:latest-postgres-17"\}\) > 68719476736$/);
    const { content } = Object(shared.get(ALERT, "latest-postgres-17-memory")["documentation"]);
    expect(content).toContain("Several services on latest use it.");
  });

  it.each<readonly [what: string, alerts: object, name: string, end: RegExp]>([
    ["of memory", { memoryPercent: 95 }, "latest-cart-carts-memory", / > 0\.95$/],
    ["of connections", { connectionsPercent: 50 }, "latest-cart-db-connections", / > 50$/],
    ["of disk", { diskPercent: 50 }, "latest-cart-db-disk", / > 42949672960$/],
    ["of messages", { unackedMinutes: 60 }, "latest-cart-placed-unacked", / > 3600$/],
    ["of certificates", { certificateDays: 7 }, "cart.shop.example.com-certificate", / < 7$/],
  ])("has a threshold %s from the spec", (_what, alerts, name, end) => {
    expect(queryOf(cloud(alerts), name)).toMatch(end);
  });

  it("says what to do, and closes by itself", () => {
    expect(cloud({ runbooks: "https://runbooks.example.com/", autoCloseHours: 2 }).get(ALERT, "latest-cart-carts-memory")).toMatchObject({
      alertStrategy: { autoClose: "7200s" },
      documentation: {
        content: expect.stringContaining("\n\nRunbook: https://runbooks.example.com/memory"),
        subject: "latest-cart-carts: memory above 80 %",
      },
      severity: "WARNING",
    });
  });

  it("knows the connections that a flag permits", () => {
    const db = serviceFile("cart", { needs: { db: postgres({ storageGb: 20, flags: { max_connections: 1000 } }) } });
    expect(queryOf(cloudOf([db], "latest", { cloud: { alerts: {} } }), "latest-cart-db-connections")).toMatch(/ > 800$/);
  });

  it("measures certificates from outside, and not those of an internal Gateway", () => {
    expect(cloud().get(CHECK, "cart.shop.example.com")).toMatchObject({
      httpCheck: { useSsl: true, validateSsl: true },
      monitoredResource: { labels: { host: "cart.shop.example.com", project_id: "shop-latest" }, type: "uptime_url" },
    });
    const gateway = { class: "gke-l7-rilb", proxyRanges: ["10.129.0.0/23"] };
    const internal = cloudOf([orders, cart], "latest", { cloud: { alerts: {} }, gateway });
    expect(internal.resources.filter(({ type }) => type === CHECK)).toEqual([]);
  });
});

describe("the channel of an owner", () => {
  const channels = ({ get }: TestCloud): unknown => get(ALERT, "latest-cart-carts-memory")["notificationChannels"];

  it("is one email for all alerts", () => {
    const found = cloud();
    const mails = found.resources.flatMap(({ type, name }) => (type === CHANNEL ? [name] : []));
    expect(mails).toHaveLength(1);
    expect(found.get(CHANNEL, mails[0] ?? "")).toMatchObject({ labels: { email_address: "shopping@example.com" }, type: "email" });
    expect(channels(found)).toEqual([{ kind: "reference", type: CHANNEL, name: mails[0], output: "name" }]);
  });

  it("is what people made, because Slack and PagerDuty need a token", () => {
    const id = "projects/shop-latest/notificationChannels/123";
    const found = cloud({ channels: { "shopping@example.com": channel(id) } });
    expect([channels(found), found.resources.some(({ type }) => type === CHANNEL)]).toEqual([[id], false]);
  });

  it.each<readonly [what: string, alerts: object, problem: string]>([
    [
      "a name of Slack",
      { channels: { "a@example.com": channel("#shop") } },
      'channels.a@example.com.id: must be projects/<project>/notificationChannels/<number>, got "#shop"',
    ],
    ["a threshold of 100", { memoryPercent: 100 }, "memoryPercent: must be at most 99, got 100"],
    ["a runbook without TLS", { runbooks: "http://x" }, 'runbooks: must be an address that begins with https://, got "http://x"'],
  ])("refuses %s", (_what, alerts, problem) => {
    expect(problemsWith({}, { cloud: { alerts } })).toEqual([expect.stringContaining(problem)]);
  });
});

it("a stack that asks for no alerts has none", () => {
  expect(cloudOf([orders, cart], "latest").resources.filter(({ type }) => type.startsWith("gcp:monitoring/"))).toEqual([]);
});
