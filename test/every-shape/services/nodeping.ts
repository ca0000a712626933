import { defineService } from "fairlead";

/** Uses the network and the processes of the node. */
export default defineService("nodeping", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/nodeping",
  ports: { http: { port: 9200, protocol: "http" } },
  jobs: { prepare: { command: ["/app/prepare"] } },
  daemon: {
    maxNodes: 5,
    exceptions: {
      hostNetwork: { because: "measures the network of the node" },
      hostProcesses: { because: "measures the processes of the node" },
    },
  },
});
