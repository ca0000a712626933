import { defineService, single } from "fairlead";

/** A `valkey()` need would be an instance outside the cluster. */
export default defineService("valkey-cart", {
  owner: "data@example.com",
  image: "docker.io/valkey/valkey",
  ports: { valkey: { port: 6379, protocol: "tcp" } },
  resources: { memory: "20Mi" },
  scale: single({ because: "the carts are in one memory" }),
  writable: ["/data"],
});
