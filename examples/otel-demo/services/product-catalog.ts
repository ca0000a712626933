import { configDir, defineService } from "fairlead";
import flagd from "./flagd.ts";
import collector from "./otel-collector.ts";

const product = (id: string, name: string, units: number, categories: readonly string[]) => ({
  id,
  name,
  picture: `${name.replaceAll(" ", "")}.jpg`,
  priceUsd: { currencyCode: "USD", units, nanos: 950_000_000 },
  categories,
});

const products = [
  product("66VCHSJNUP", "Starsense Explorer", 349, ["telescopes"]),
  product("1YMWWN1N4O", "Eclipsmart Travel Refractor Telescope", 129, ["telescopes", "travel"]),
  product("L9ECAV7KIM", "Lens Cleaning Kit", 21, ["accessories"]),
];

export default defineService("product-catalog", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { grpc: { port: 8080, protocol: "grpc" } },
  resources: { memory: "20Mi" },
  volumes: {
    // The program reads the directory again every 10 seconds, so a new product needs no rollout.
    products: configDir({
      path: "/usr/src/app/products",
      files: { "products.json": `${JSON.stringify({ products }, undefined, 2)}\n` },
    }),
  },
  calls: () => ({ collector: collector.endpoint("otlp"), flagd: flagd.endpoint("rpc") }),
  env: ({ calls, ports }) => ({
    PRODUCT_CATALOG_PORT: ports.grpc,
    PRODUCT_CATALOG_RELOAD_INTERVAL: 10,
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
    GOMEMLIMIT: "16MiB",
  }),
});
