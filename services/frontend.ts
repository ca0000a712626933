import { defineService, http } from "fairlead";
import adservice from "./adservice.ts";
import cartservice from "./cartservice.ts";
import checkoutservice from "./checkoutservice.ts";
import currencyservice from "./currencyservice.ts";
import productcatalogservice from "./productcatalogservice.ts";
import recommendationservice from "./recommendationservice.ts";
import shippingservice from "./shippingservice.ts";

export default defineService("frontend", {
  owner: "web@example.com",
  image: "us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/frontend",
  ports: { http: { port: 8080, protocol: "http", servicePort: 80 } },
  resources: { cpu: "100m", memory: "64Mi", limits: { cpu: "200m", memory: "128Mi" } },
  health: {
    readiness: http("http", { path: "/_healthz", headers: { Cookie: "shop_session-id=x-readiness-probe" } }),
  },
  calls: () => ({
    catalog: productcatalogservice.endpoint("grpc"),
    currency: currencyservice.endpoint("grpc"),
    cart: cartservice.endpoint("grpc"),
    recommendation: recommendationservice.endpoint("grpc"),
    shipping: shippingservice.endpoint("grpc"),
    checkout: checkoutservice.endpoint("grpc"),
    ads: adservice.endpoint("grpc"),
  }),
  env: ({ calls, ports }) => ({
    PORT: ports.http,
    PRODUCT_CATALOG_SERVICE_ADDR: calls.catalog.address,
    CURRENCY_SERVICE_ADDR: calls.currency.address,
    CART_SERVICE_ADDR: calls.cart.address,
    RECOMMENDATION_SERVICE_ADDR: calls.recommendation.address,
    SHIPPING_SERVICE_ADDR: calls.shipping.address,
    CHECKOUT_SERVICE_ADDR: calls.checkout.address,
    AD_SERVICE_ADDR: calls.ads.address,
    // The frontend refuses to start without this address. It connects only if the assistant is on, and it is off.
    SHOPPING_ASSISTANT_SERVICE_ADDR: "shoppingassistantservice:80",
    ENABLE_PROFILER: 0,
  }),
  public: { port: "http", subdomain: "shop" },
  priority: "high",
});
