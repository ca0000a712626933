import { defineService, exec } from "fairlead";

/** Reads files of the node as root, and has ports of the node. */
export default defineService("nodelog", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/nodelog",
  ports: { metrics: { port: 9100, protocol: "http" }, intake: { port: 5140, protocol: "tcp" } },
  health: { liveness: exec(["b"]) },
  daemon: {
    maxNodes: 5,
    maxUnavailable: 1,
    exceptions: {
      hostPaths: {
        because: "reads the logs of all pods",
        paths: {
          logs: { path: "/var/log" },
          position: { path: "/var/lib/nodelog", readOnly: false, type: "DirectoryOrCreate" },
          node: { path: "/", mountPath: "/host" },
        },
      },
      hostPorts: { because: "programs of the node send logs", ports: { intake: 5140 } },
      root: { because: "only root may read the logs" },
      everyNode: { because: "every node has logs" },
    },
  },
});
