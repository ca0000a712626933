import { front } from "fairlead";

/** Sends requests to all services with an http port of this number. */
export const api = front("api", { ports: { http: { port: 8080, protocol: "http", servicePort: 9080 } } });
