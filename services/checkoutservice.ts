import { defineService } from "fairlead";
import cartservice from "./cartservice.ts";
import currencyservice from "./currencyservice.ts";
import emailservice from "./emailservice.ts";
import orderservice from "./orderservice.ts";
import paymentservice from "./paymentservice.ts";
import productcatalogservice from "./productcatalogservice.ts";
import shippingservice from "./shippingservice.ts";

export default defineService("checkoutservice", {
  owner: "shopping@example.com",
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/checkoutservice",
  ports: { grpc: { port: 5050, protocol: "grpc" } },
  resources: { cpu: "100m", memory: "64Mi", limits: { cpu: "200m", memory: "128Mi" } },
  calls: () => ({
    catalog: productcatalogservice.endpoint("grpc"),
    shipping: shippingservice.endpoint("grpc"),
    payment: paymentservice.endpoint("grpc"),
    email: emailservice.endpoint("grpc"),
    currency: currencyservice.endpoint("grpc"),
    cart: cartservice.endpoint("grpc"),
    orders: orderservice.endpoint("grpc"),
  }),
  env: ({ calls, ports }) => ({
    PORT: ports.grpc,
    PRODUCT_CATALOG_SERVICE_ADDR: calls.catalog.address,
    SHIPPING_SERVICE_ADDR: calls.shipping.address,
    PAYMENT_SERVICE_ADDR: calls.payment.address,
    EMAIL_SERVICE_ADDR: calls.email.address,
    CURRENCY_SERVICE_ADDR: calls.currency.address,
    CART_SERVICE_ADDR: calls.cart.address,
    ORDER_SERVICE_ADDR: calls.orders.address,
  }),
  priority: "high",
});
