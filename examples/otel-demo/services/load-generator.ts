import { defineService, http, single } from "fairlead";
import flagd from "./flagd.ts";
import collector from "./otel-collector.ts";
import frontendProxy from "./frontend-proxy.ts";
import type { Calls } from "fairlead";

/** Locust: visitors of the shop, some of them with a browser. */
export default defineService("load-generator", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { http: { port: 8089, protocol: "http", servicePort: 8089 } },
  resources: { memory: "1500Mi" },
  scale: single({ because: "two would double the load" }),
  priority: "low",
  health: { readiness: http("http", { path: "/" }) },
  calls: (): Calls<"collector" | "flagd" | "ofrep" | "shop"> => ({
    collector: collector.endpoint("otlp"),
    flagd: flagd.endpoint("rpc"),
    ofrep: flagd.endpoint("ofrep"),
    shop: frontendProxy.endpoint("http"),
  }),
  env: ({ calls, ports }) => ({
    LOCUST_WEB_HOST: "0.0.0.0",
    LOCUST_WEB_PORT: ports.http,
    LOCUST_USERS: 10,
    LOCUST_SPAWN_RATE: 1,
    LOCUST_HOST: `http://${calls.shop.address}`,
    LOCUST_HEADLESS: false,
    LOCUST_AUTOSTART: true,
    LOCUST_BROWSER_TRAFFIC_ENABLED: true,
    PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION: "python",
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
    FLAGD_OFREP_PORT: calls.ofrep.port,
  }),
});
