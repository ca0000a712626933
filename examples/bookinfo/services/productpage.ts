import { defineService, exact, http } from "fairlead";
import { HTTP, imageOf, OWNER, reviews } from "../helpers/bookinfo.ts";
import details from "./details.ts";

/** The web page of a book. */
export default defineService("productpage", {
  owner: OWNER,
  image: imageOf("productpage-v1"),
  ports: HTTP,
  health: { readiness: http("http", { path: "/health" }) },
  calls: () => ({ details: details.endpoint("http"), reviews: reviews.endpoint("http") }),
  env: ({ calls }) => ({
    DETAILS_HOSTNAME: calls.details.host,
    DETAILS_SERVICE_PORT: calls.details.port,
    REVIEWS_HOSTNAME: calls.reviews.host,
    REVIEWS_SERVICE_PORT: calls.reviews.port,
  }),
  metrics: { port: "http", path: "/metrics" },
  public: {
    port: "http",
    subdomain: "www",
    paths: [exact("/productpage"), "/static", exact("/login"), exact("/logout"), "/api/v1/products"],
  },
});
