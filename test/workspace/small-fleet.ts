import { allServices, defineConfig, defineService, defineStack } from "../../lib/index.ts";
import type { Fleet } from "../../lib/model/fleet.ts";

const service = (name: string) =>
  defineService(name, {
    owner: "team@example.com",
    image: `registry.example.com/shop/${name}`,
    ports: { http: { port: 8080, protocol: "http" } },
    scale: { min: 3, max: 4 },
  });

const stack = (name: string, tier: "latest" | "staging" | "prod") =>
  defineStack(name, { tier, region: "europe-west1", project: `shop-${tier}`, cluster: name, namespace: "shop", services: allServices });

/** Returns two services, cart and mail, on two stacks, latest and prod. */
export function smallFleet(): Fleet {
  return {
    config: defineConfig({ name: "shop", repository: { url: "https://github.com/example/shop.git" } }),
    services: ["cart", "mail"].map((name) => ({ file: `services/${name}.ts`, service: service(name) })),
    images: [],
    stacks: [stack("latest", "latest"), stack("prod", "prod")].map((each) => ({ file: `stacks/${each.name}.ts`, stack: each })),
  };
}
