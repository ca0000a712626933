import { http } from "fairlead";
import ratingsV1 from "../services/ratings-v1.ts";
import ratingsV2Mysql from "../services/ratings-v2-mysql.ts";
import ratingsV2 from "../services/ratings-v2.ts";
import { HTTP, imageOf, OWNER } from "./bookinfo.ts";

/** Returns the fields that all versions of `reviews` have in common. The Java server needs a minute to start. */
export const reviews = (version: string) =>
  ({
    owner: OWNER,
    component: "reviews",
    image: imageOf(`reviews-${version}`),
    ports: HTTP,
    resources: { cpu: "200m", memory: "512Mi" },
    health: { readiness: http("http", { path: "/health" }), startupSeconds: 300 },
    writable: ["/opt/ibm/wlp/output"],
    env: { LOG_DIR: "/tmp/logs" },
  }) as const;

/** Returns the calls of the versions that show ratings. The Service `ratings` sends a request to any of these pods. */
export const callsOfRatings = () => ({
  v1: ratingsV1.endpoint("http"),
  v2: ratingsV2.endpoint("http"),
  mysql: ratingsV2Mysql.endpoint("http"),
});
