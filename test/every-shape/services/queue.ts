import { defineService } from "fairlead";

/** A tcp service that says nothing about its health. */
export default defineService("queue", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/queue",
  ports: { nats: { port: 4222, protocol: "tcp" } },
});
