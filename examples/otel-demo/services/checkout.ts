import { defineService } from "fairlead";
import busybox from "./busybox.ts";
import cart from "./cart.ts";
import currency from "./currency.ts";
import email from "./email.ts";
import flagd from "./flagd.ts";
import kafka from "./kafka.ts";
import collector from "./otel-collector.ts";
import payment from "./payment.ts";
import productCatalog from "./product-catalog.ts";
import shipping from "./shipping.ts";

export default defineService("checkout", {
  owner: "demo@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { grpc: { port: 8080, protocol: "grpc" } },
  resources: { memory: "20Mi" },
  calls: () => ({
    collector: collector.endpoint("otlp"),
    flagd: flagd.endpoint("rpc"),
    cart: cart.endpoint("grpc"),
    currency: currency.endpoint("grpc"),
    email: email.endpoint("http"),
    kafka: kafka.endpoint("plaintext"),
    payment: payment.endpoint("grpc"),
    productCatalog: productCatalog.endpoint("grpc"),
    shipping: shipping.endpoint("http"),
  }),
  init: { "wait-for-kafka": { image: busybox, command: ["sh", "-c", "until nc -z -v -w30 kafka 9092; do sleep 2; done"] } },
  env: ({ calls, ports }) => ({
    CHECKOUT_PORT: ports.grpc,
    CART_ADDR: calls.cart.address,
    CURRENCY_ADDR: calls.currency.address,
    EMAIL_ADDR: `http://${calls.email.address}`,
    PAYMENT_ADDR: calls.payment.address,
    PRODUCT_CATALOG_ADDR: calls.productCatalog.address,
    SHIPPING_ADDR: `http://${calls.shipping.address}`,
    KAFKA_ADDR: calls.kafka.address,
    FLAGD_HOST: calls.flagd.host,
    FLAGD_PORT: calls.flagd.port,
    GOMEMLIMIT: "16MiB",
  }),
});
