import { defineService, http } from "fairlead";
import ad from "./ad.ts";
import cart from "./cart.ts";
import checkout from "./checkout.ts";
import currency from "./currency.ts";
import flagd from "./flagd.ts";
import collector from "./otel-collector.ts";
import productCatalog from "./product-catalog.ts";
import recommendation from "./recommendation.ts";
import shipping from "./shipping.ts";

export default defineService("frontend", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { http: { port: 8080, protocol: "http", servicePort: 8080 } },
  resources: { memory: "250Mi" },
  health: { readiness: http("http", { path: "/" }) },
  calls: () => ({
    collector: collector.endpoint("otlp"),
    flagd: flagd.endpoint("rpc"),
    ad: ad.endpoint("grpc"),
    cart: cart.endpoint("grpc"),
    checkout: checkout.endpoint("grpc"),
    currency: currency.endpoint("grpc"),
    productCatalog: productCatalog.endpoint("grpc"),
    recommendation: recommendation.endpoint("grpc"),
    shipping: shipping.endpoint("http"),
  }),
  env: ({ calls, ports, stack }) => ({
    FRONTEND_PORT: ports.http,
    PORT: "$(FRONTEND_PORT)",
    FRONTEND_ADDR: `:${ports.http}`,
    AD_ADDR: calls.ad.address,
    CART_ADDR: calls.cart.address,
    CHECKOUT_ADDR: calls.checkout.address,
    CURRENCY_ADDR: calls.currency.address,
    PRODUCT_CATALOG_ADDR: calls.productCatalog.address,
    RECOMMENDATION_ADDR: calls.recommendation.address,
    SHIPPING_ADDR: `http://${calls.shipping.address}`,
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
    ENV_PLATFORM: "kubernetes",
    OTEL_COLLECTOR_HOST: calls.collector.host,
    WEB_OTEL_SERVICE_NAME: "frontend-web",
    PUBLIC_OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `https://shop.${stack.domain}/otlp-http/v1/traces`,
  }),
});
