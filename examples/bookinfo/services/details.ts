import { defineService, http } from "fairlead";
import { HTTP, imageOf, OWNER } from "../helpers/bookinfo.ts";

/** Returns the facts of a book. */
export default defineService("details", {
  owner: OWNER,
  image: imageOf("details-v1"),
  ports: HTTP,
  health: { readiness: http("http", { path: "/health" }) },
});
