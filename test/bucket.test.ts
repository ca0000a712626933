import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { inParallel } from "../lib/releases/read.ts";
import { openStore } from "../lib/releases/open.ts";
import { recordRelease } from "../lib/releases/record.ts";
import { makeRelease } from "../lib/releases/release.ts";
import { lockLine, recordFacts, TestProject } from "./project.ts";
import type { Fault } from "./storage-server/faults.ts";
import { SAMPLE } from "./sample-size.ts";
import { startStorageServer, type StorageServer } from "./storage-server/server.ts";

interface Bucket {
  readonly made: TestProject;
  readonly server: StorageServer;
  /** Runs the command line against the bucket. */
  readonly run: (
    ...args: readonly string[]
  ) => Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Makes the sample fleet with an empty bucket as its datastore. */
async function bucket(name = "acme"): Promise<Bucket> {
  const server = await startStorageServer({ buckets: ["acme"] });
  onTestFinished(() => server.stop());
  const made = new TestProject();
  made.commitAll();
  const flags = ["--datastore", `gs://${name}/shop`, "--api-endpoint", server.url];
  return { made, server, run: (...args) => made.start([...args, ...flags]).done };
}

const record = (tag: string, build: number): readonly string[] => ["release", "record", ...recordFacts(tag, build)];

describe("a bucket as the datastore", () => {
  it("works for record, plan, up, revert and set, without a DELETE", async () => {
    const { made, server, run } = await bucket();
    expect((await run(...record("v0.10.6", 2006))).status).toBe(0);
    expect((await run(...record("v0.10.7", 2007))).stdout).toMatch("channel main names it");
    server.requests.length = 0;
    expect((await run("plan", "--service", "cartservice")).stdout).toMatch(
      /^advance +cartservice +v0\.10\.6@\w+ -> v0\.10\.7|^advance +cartservice +v0\.10\.6 -> v0\.10\.7/,
    );
    // The channel, and the record that it names.
    expect(server.requests.map(({ method, status }) => `${method} ${status}`)).toEqual(["GET 200", "GET 200"]);
    expect((await run("up", "--service", "cartservice")).status).toBe(0);
    expect(lockLine(made, "staging")).toMatch("tag: v0.10.7");
    made.git("commit", "--quiet", "--all", "--message", "v0.10.7");
    made.git("revert", "--no-edit", "HEAD");
    expect((await run("up", "--service", "cartservice")).stdout).toMatch(/^held +cartservice +v0\.10\.6 /);
    expect((await run("release", "set", "cartservice", "--to", "v0.10.6", "--reason", "carts")).stdout).toMatch(
      "moved: channel main names cartservice v0.10.6",
    );
    expect((await run("release", "list", "cartservice")).stdout.split("\n").map((line) => line.split("  ")[1])).toEqual([
      "v0.10.7",
      "v0.10.6",
      undefined,
    ]);
    // The locks name a release that this bucket never had.
    expect((await run("release", "verify", "cartservice")).stdout.split("\n")[0]).toMatch(
      /^releases\/cartservice\/0000001002-b5c29ddb3238\.json does not exist, and the locks of 4 stacks name it$/,
    );
    expect(server.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
    expect((await run("release", "prune", "--keep", "0", "--days", "0", "--yes")).stdout).toMatch(/^nothing to prune/);
  });

  const refusal = (status: number): Fault => ({ kind: "status", status });
  it.each<readonly [string, (server: StorageServer) => void, RegExp, number | undefined]>([
    [
      "endless 503",
      (server) => void (server.fault = () => refusal(503)),
      /^error: gs:\/\/acme\/shop: .*releases\/cartservice\/[\w-]+\.json.* \d+ attempts.*503/m,
      undefined,
    ],
    [
      "endless 429",
      (server) => void (server.fault = () => refusal(429)),
      /^error: gs:\/\/acme\/shop: .*releases\/cartservice\/[\w-]+\.json.* \d+ attempts.*429/m,
      undefined,
    ],
    ["401", (server) => void (server.fault = () => refusal(401)), /^error: .*acme.*storage\.objects\.create/m, 1],
    ["403", (server) => void (server.fault = () => refusal(403)), /^error: .*acme.*storage\.objects\.create/m, 1],
    ["a missing bucket", () => {}, /^error: .*bucket.*acme-2/m, 1],
  ])("release record reports %s", async (title, spoil, message, requests) => {
    const { server, run } = await bucket(title.startsWith("a missing bucket") ? "acme-2" : "acme");
    spoil(server);
    const { status, stderr } = await run(...record("v0.10.7", 7), "--deadline", "1");
    expect(status).toBe(3);
    expect(stderr).toMatch(message);
    if (requests !== undefined) expect(server.requests.length).toBe(requests);
  });

  it("is read with one request for a thousand services", async () => {
    const { made, server, run } = await bucket();
    const names = Array.from({ length: 1000 }, (_, index) => `extra${index}`);
    const store = await openStore("gs://acme/shop", { root: made.root, apiEndpoint: server.url });
    const writer = { now: () => "2026-01-31T12:00:00Z", writeId: () => crypto.randomUUID() };
    await inParallel(names, async (service) => {
      const facts = { image: `registry.example.com/${service}`, tag: "v1", digest: `sha256:${"1".repeat(64)}`, commit: "5b3a712" };
      const release = makeRelease({ service, ...facts, run: "1", build: 1, builtAt: writer.now(), writeId: writer.writeId() });
      await recordRelease(store, release, "main", writer);
    });
    // The quotas of the sample are too small for a thousand services.
    for (const stack of readdirSync(join(made.root, "stacks"))) made.edit(`stacks/${stack}`, /^ {2}quota: \{[^}]*\},\n/m, "");
    for (const service of names) {
      const image = `registry.example.com/${service}`;
      made.write(
        `services/${service}.ts`,
        `import { defineService } from "fairlead";\nexport default defineService("${service}", { owner: "a@example.com", image: "${image}", ports: { http: { port: 8080, protocol: "http" } } });\n`,
      );
    }
    server.requests.length = 0;
    const { stdout } = await run("plan", "--json");
    // The releases of the sample's services are in another datastore.
    expect(JSON.parse(stdout).outcomes).toEqual({ invalid: SAMPLE.released, new: 4000, keep: SAMPLE.entries - SAMPLE.released });
    expect(server.requests.length).toBeLessThanOrEqual(2);
  });
});
