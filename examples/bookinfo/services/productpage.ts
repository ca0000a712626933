import { defineService, exact, http } from "fairlead";
import { HTTP, imageOf, OWNER } from "../helpers/bookinfo.ts";
import details from "./details.ts";
import reviewsV1 from "./reviews-v1.ts";
import reviewsV2 from "./reviews-v2.ts";
import reviewsV3 from "./reviews-v3.ts";

/** The web page of a book. */
export default defineService("productpage", {
  owner: OWNER,
  image: imageOf("productpage-v1"),
  ports: HTTP,
  health: { readiness: http("http", { path: "/health" }) },
  calls: () => ({
    details: details.endpoint("http"),
    v1: reviewsV1.endpoint("http"),
    v2: reviewsV2.endpoint("http"),
    v3: reviewsV3.endpoint("http"),
  }),
  env: ({ calls }) => ({ DETAILS_HOSTNAME: calls.details.host, DETAILS_SERVICE_PORT: calls.details.port }),
  metrics: { port: "http", path: "/metrics" },
  public: {
    port: "http",
    subdomain: "www",
    paths: [exact("/productpage"), "/static", exact("/login"), exact("/logout"), "/api/v1/products"],
  },
});
