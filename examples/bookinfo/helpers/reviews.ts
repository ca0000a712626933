import { http } from "fairlead";
import { HTTP, imageOf, OWNER, ratings, reviews } from "./bookinfo.ts";

/** Returns the fields that all versions of `reviews` have in common. The Java server needs a minute to start. */
export const reviewsOf = (version: string) =>
  ({
    owner: OWNER,
    component: "reviews",
    front: reviews,
    image: imageOf(`reviews-${version}`),
    ports: HTTP,
    resources: { cpu: "200m", memory: "512Mi" },
    health: { readiness: http("http", { path: "/health" }), startupSeconds: 300 },
    writable: ["/opt/ibm/wlp/output"],
    env: { LOG_DIR: "/tmp/logs" },
  }) as const;

/** Returns the calls of the versions that show ratings. */
export const callsOfRatings = () => ({ ratings: ratings.endpoint("http") });
