import type { AnyCloudResource } from "../../lib/cloud/resource.ts";
import { bucket } from "../../lib/model/needs/bucket.ts";
import { defineNeed } from "../../lib/model/needs/custom.ts";
import { postgres } from "../../lib/model/needs/postgres.ts";
import { redis } from "../../lib/model/needs/redis.ts";
import { secret } from "../../lib/model/needs/secret.ts";
import { subscription } from "../../lib/model/needs/subscription.ts";
import { topic } from "../../lib/model/needs/topic.ts";
import { valkey } from "../../lib/model/needs/valkey.ts";
import type { Tier } from "../../lib/model/tier.ts";
import { cloudOf } from "../cloud-inputs.ts";
import { serviceFile } from "../fleets.ts";

const queue = defineNeed("queue", { bind: (_options: object, { host }) => ({ host }), secrets: ["token"] });

/** Compiles a stack with each kind of need and each part of a cloud. Its name is that of its tier. */
export function richCloud(tier: Tier): readonly AnyCloudResource[] {
  const scale = { min: 3, max: 6 };
  const shop = serviceFile("shop", {
    owner: "orders@example.com",
    scale,
    image: "us-central1-docker.pkg.dev/shop-images/services/shop",
    needs: { events: topic(), keys: secret({ keys: ["stripe"] }), accounts: postgres({ instance: "shared", verifyServer: true }) },
    public: { port: "http" },
  });
  const cart = serviceFile("cart", {
    scale,
    needs: {
      carts: redis({ memoryGb: 1, auth: true, tls: true, ...(tier === "latest" ? { snapshot: "1h" } : {}) }),
      pages: valkey({ memoryGb: 1, tls: true }),
      images: bucket({ versioning: true }),
      orders: postgres({ storageGb: 20, replicas: 2, verifyServer: true, generation: 2 }),
      placed: subscription({ topic: () => shop.service.need("events") as never }),
      jobs: queue({}),
    },
  });
  const cluster = {
    nodes: "10.60.0.0/20",
    pods: "10.64.0.0/14",
    services: "10.61.0.0/20",
    pools: { main: { machine: "e2-standard-4", max: 9 }, batch: { machine: "c4a-standard-8", max: 20, spot: true } },
  };
  const cloud = {
    nat: { addresses: ["1", "2"], draining: ["old"] },
    cluster,
    registry: { github: ["acme/mail", "acme/cart"] },
    zone: {},
    ingress: {},
    secretStore: {},
    sites: { docs: { host: "docs.shop.example.com", because: "customers read it", github: ["acme/docs"] } },
    alerts: { runbooks: "https://runbooks.example.com/" },
    dashboards: {},
    monitoringScope: { projects: ["shop-staging"] },
    ...(tier === "prod" ? { encryption: { key: "projects/keys/locations/us-central1/keyRings/data/cryptoKeys/needs" } } : {}),
  };
  return cloudOf([cart, shop], tier, { cloud, gateway: { class: "gke-l7-global-external-managed" } }).resources;
}
