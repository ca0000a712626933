import { defineService, http } from "fairlead";
import { HTTP, imageOf, OWNER, ratings } from "../helpers/bookinfo.ts";
import mongodb from "./mongodb.ts";

/** Returns ratings from MongoDB. */
export default defineService("ratings-v2", {
  owner: OWNER,
  component: "ratings",
  front: ratings,
  image: imageOf("ratings-v2"),
  ports: HTTP,
  health: { readiness: http("http", { path: "/health" }) },
  calls: () => ({ mongodb: mongodb.endpoint("mongo") }),
  env: ({ calls }) => ({ MONGO_DB_URL: `mongodb://${calls.mongodb.address}/test` }),
});
