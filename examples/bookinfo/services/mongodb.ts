import { defineService, single } from "fairlead";
import { imageOf, OWNER } from "../helpers/bookinfo.ts";

/** The ratings in MongoDB. The image fills the database when it starts, so nothing is lost with the pod. */
export default defineService("mongodb", {
  owner: OWNER,
  component: "database",
  image: imageOf("mongodb"),
  ports: { mongo: { port: 27017, protocol: "tcp" } },
  resources: { cpu: "250m", memory: "512Mi", storage: "2Gi" },
  scale: single({ because: "the image fills its database when it starts" }),
  args: ["--ipv6", "--bind_ip_all"],
  writable: { "/data/db": "1Gi", "/data/configdb": "64Mi" },
});
