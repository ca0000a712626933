import { defineService, http } from "fairlead";
import { HTTP, imageOf, OWNER, ratings } from "../helpers/bookinfo.ts";

/** Returns ratings from memory. */
export default defineService("ratings-v1", {
  owner: OWNER,
  component: "ratings",
  front: ratings,
  image: imageOf("ratings-v1"),
  ports: HTTP,
  health: { readiness: http("http", { path: "/health" }) },
});
