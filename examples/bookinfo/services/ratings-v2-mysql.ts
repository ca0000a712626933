import { defineService, http, secret } from "fairlead";
import { HTTP, imageOf, OWNER, ratings } from "../helpers/bookinfo.ts";
import mysqldb from "./mysqldb.ts";

/** Returns ratings from MySQL. It runs the image of `ratings-v2`. */
export default defineService("ratings-v2-mysql", {
  owner: OWNER,
  component: "ratings",
  front: ratings,
  image: imageOf("ratings-v2"),
  ports: HTTP,
  health: { readiness: http("http", { path: "/health" }) },
  calls: () => ({ mysqldb: mysqldb.endpoint("mysql") }),
  needs: { mysql: secret({ keys: ["password"], asEnv: "the image reads the password from a variable" }) },
  env: ({ calls, needs }) => ({
    DB_TYPE: "mysql",
    MYSQL_DB_HOST: calls.mysqldb.host,
    MYSQL_DB_PORT: calls.mysqldb.port,
    MYSQL_DB_USER: "root",
    MYSQL_DB_PASSWORD: needs.mysql.value,
  }),
});
