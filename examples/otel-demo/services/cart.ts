import { defineService } from "fairlead";
import busybox from "./busybox.ts";
import flagd from "./flagd.ts";
import collector from "./otel-collector.ts";
import valkeyCart from "./valkey-cart.ts";

export default defineService("cart", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { grpc: { port: 8080, protocol: "grpc" } },
  resources: { memory: "160Mi" },
  calls: () => ({ collector: collector.endpoint("otlp"), flagd: flagd.endpoint("rpc"), valkey: valkeyCart.endpoint("valkey") }),
  init: { "wait-for-valkey-cart": { image: busybox, command: ["sh", "-c", "until nc -z -v -w30 valkey-cart 6379; do sleep 2; done"] } },
  env: ({ calls, ports }) => ({
    CART_PORT: ports.grpc,
    ASPNETCORE_URLS: "http://*:$(CART_PORT)",
    VALKEY_ADDR: calls.valkey.address,
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
  }),
});
