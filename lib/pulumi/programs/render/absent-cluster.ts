import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { homedir } from "node:os";
import { join } from "node:path";
import { builtInKinds } from "../../../compile/schema/built-in-kinds.ts";
import { parseKubernetesVersion } from "../../../model/kubernetes-version.ts";

const NOT_FOUND = {
  kind: "Status",
  apiVersion: "v1",
  status: "Failure",
  reason: "NotFound",
  code: 404,
  message: "a render has no cluster",
};

/**
 * Answers the provider in place of a cluster: with a version and its kinds, and without any object.
 * Charts then see this version, and `lookup` finds nothing. Without an answer, the provider would ask the port 8080 of this machine.
 * @param version such as `v1.34.0`
 */
export async function answerAsCluster(version: string): Promise<void> {
  const server = createServer(({ url = "", headers: { accept = "" } }, response) => {
    // Only discovery accepts other formats too. `lookup` wants an object.
    const answer = accept === "application/json" ? undefined : discoveryAnswer(url.replace(/\?.*/, ""), version);
    response.writeHead(answer === undefined ? 404 : 200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer ?? NOT_FOUND));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  writeKubeconfig(`http://127.0.0.1:${address.port}`);
}

/** Writes the configuration of clients into the program's own home directory: the provider refuses it as an argument. */
function writeKubeconfig(server: string): void {
  const name = "render";
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: {} }],
  };
  const directory = join(homedir(), ".kube");
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "config"), JSON.stringify(config));
}

function discoveryAnswer(path: string, version: string): object | undefined {
  const { major = 1, minor = 0 } = parseKubernetesVersion(version) ?? {};
  if (path === "/version") return { major: String(major), minor: String(minor), gitVersion: version };
  const kinds = builtInKinds(minor);
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"] };
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: groupsOf([...kinds.keys()]) };
  const [, groupVersion] = /^\/apis?\/((?:[^/]+\/)?v\d\w*)$/.exec(path) ?? [];
  if (groupVersion === undefined) return undefined;
  // The answer for an unknown API is an empty list: an error would end the render.
  const resources = (kinds.get(groupVersion) ?? []).map((kind) => ({ name: `${kind.toLowerCase()}s`, kind, namespaced: true, verbs: [] }));
  return { kind: "APIResourceList", apiVersion: "v1", groupVersion, resources };
}

/** Returns the API groups as a cluster lists them. The core has no group. */
function groupsOf(groupVersions: readonly string[]): readonly object[] {
  const named = groupVersions.filter((groupVersion) => groupVersion.includes("/"));
  return [...Map.groupBy(named, (groupVersion) => groupVersion.split("/")[0] ?? "")].map(([name, versions]) => ({
    name,
    versions: versions.map((groupVersion) => ({ groupVersion, version: groupVersion.slice(name.length + 1) })),
  }));
}
