import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createConnection, createServer } from "node:net";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ChangedFleet, NOTHING_LEFT, STACKS } from "./changed-fleet.ts";
import { temporaryDirectory } from "../temporary-directory.ts";
import { HAS_ENGINE, logLines } from "./engine.ts";

/** Starts a server that counts connections, and closes them. */
async function countingServer(): Promise<{ readonly port: number; readonly calls: () => number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, calls: () => calls };
}

const kubeconfig = (url: string): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "prod",
    clusters: [{ name: "prod", cluster: { server: url } }],
    users: [{ name: "admin", user: { token: "t" } }],
    contexts: [{ name: "prod", context: { cluster: "prod", user: "admin" } }],
  });

/** Returns an environment with settings for a cluster, a cloud and Pulumi. All of them lead to one port. */
function livelyEnvironment(port: number): NodeJS.ProcessEnv & { readonly HOME: string } {
  const url = `http://127.0.0.1:${port}`;
  const home = temporaryDirectory();
  mkdirSync(join(home, ".kube"));
  const files = { config: join(home, ".kube", "config"), credentials: join(home, "credentials.json") };
  writeFileSync(files.config, kubeconfig(url));
  writeFileSync(
    files.credentials,
    JSON.stringify({ type: "authorized_user", client_id: "a", client_secret: "b", refresh_token: "c", token_uri: url }),
  );
  return {
    HOME: home,
    // The engine stays in the real cache.
    XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
    KUBECONFIG: files.config,
    KUBERNETES_SERVICE_HOST: "127.0.0.1",
    KUBERNETES_SERVICE_PORT: String(port),
    GOOGLE_APPLICATION_CREDENTIALS: files.credentials,
    GCE_METADATA_HOST: `127.0.0.1:${port}`,
    PULUMI_BACKEND_URL: url,
    PULUMI_API: url,
    PULUMI_ACCESS_TOKEN: "pul-0123456789abcdef0123456789abcdef01234567",
    PULUMI_STACK: "prod",
    PULUMI_CONFIG: '{"kubernetes:context": "prod"}',
    PULUMI_CONFIG_PASSPHRASE: "outside",
    PULUMI_K8S_DELETE_UNREACHABLE: "true",
    PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY: "true",
    PULUMI_DEBUG_COMMANDS: "true",
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    ALL_PROXY: url,
    NO_PROXY: "",
    TZ: "Asia/Kathmandu",
    LC_ALL: "tr_TR.UTF-8",
  };
}

it.skipIf(!HAS_ENGINE)(
  "a machine with settings for a cluster, a cloud and Pulumi renders the same bytes, without a connection",
  { timeout: 180_000 },
  async () => {
    const { port, calls } = await countingServer();
    const fleet = new ChangedFleet();
    const outside = livelyEnvironment(port);
    const { status, stderr } = await fleet.project.start(["up"], fleet.environment(outside)).done;
    expect([status, logLines(stderr)]).toEqual([0, STACKS.map((stack) => `${stack}: rendered in 0 s`)]);
    expect(fleet.project.snapshot()).toEqual(fleet.after);
    expect(fleet.left()).toEqual(NOTHING_LEFT);
    expect(readdirSync(outside.HOME).sort()).toEqual([".kube", "credentials.json"]);
    expect(calls()).toBe(0);
    // The server does count.
    await once(createConnection(port, "127.0.0.1"), "close");
    expect(calls()).toBe(1);
  },
);
