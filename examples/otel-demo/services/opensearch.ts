import { defineService, fieldRef, single, tcp } from "fairlead";

export default defineService("opensearch", {
  owner: "observability@example.com",
  image: "docker.io/opensearchproject/opensearch",
  ports: {
    http: { port: 9200, protocol: "http", servicePort: 9200 },
    transport: { port: 9300, protocol: "tcp" },
    metrics: { port: 9600, protocol: "http", servicePort: 9600 },
  },
  resources: { cpu: "1", memory: "1100Mi" },
  scale: single({ because: "the demo has one node" }),
  graceSeconds: 120,
  health: { readiness: tcp("http", { periodSeconds: 5, timeoutSeconds: 3 }), startupSeconds: 300 },
  stateful: { volumes: { data: { path: "/usr/share/opensearch/data", size: "20Gi" } }, order: "parallel" },
  writable: ["/usr/share/opensearch/logs", "/usr/share/opensearch/live-config"],
  files: { "/etc/opensearch/opensearch.yml": "cluster.name: opensearch-cluster\nnetwork.host: 0.0.0.0\n" },
  init: {
    // OpenSearch writes a keystore beside its config, so it gets a writable copy.
    configfile: {
      command: [
        "sh",
        "-c",
        "cp -r /usr/share/opensearch/config/. /usr/share/opensearch/live-config && cp /etc/opensearch/opensearch.yml /usr/share/opensearch/live-config",
      ],
    },
  },
  env: {
    "node.name": fieldRef("metadata.name"),
    "cluster.name": "demo-cluster",
    "network.host": "0.0.0.0",
    "node.roles": "master,ingest,data,remote_cluster_client",
    "discovery.type": "single-node",
    "bootstrap.memory_lock": true,
    OPENSEARCH_PATH_CONF: "/usr/share/opensearch/live-config",
    OPENSEARCH_JAVA_OPTS: "-Xms400m -Xmx400m",
    DISABLE_INSTALL_DEMO_CONFIG: true,
    DISABLE_SECURITY_PLUGIN: true,
  },
});
