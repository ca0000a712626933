import { defineService, secret, single } from "fairlead";
import { imageOf, OWNER } from "../helpers/bookinfo.ts";

/** The ratings in MySQL. The image fills the database when it starts, so nothing is lost with the pod. */
export default defineService("mysqldb", {
  owner: OWNER,
  component: "database",
  image: imageOf("mysqldb"),
  ports: { mysql: { port: 3306, protocol: "tcp" } },
  resources: { cpu: "250m", memory: "512Mi", storage: "2Gi" },
  health: { startupSeconds: 300 },
  scale: single({ because: "the image fills its database when it starts" }),
  needs: { credentials: secret({ keys: ["rootpasswd"] }) },
  args: ["--default-authentication-plugin", "mysql_native_password"],
  env: ({ needs }) => ({ MYSQL_ROOT_PASSWORD_FILE: needs.credentials.path }),
  writable: { "/var/lib/mysql": "1Gi", "/var/run/mysqld": "16Mi" },
});
