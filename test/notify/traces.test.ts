import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Remote } from "../publish/ops-repo.ts";
import { TestProject } from "../project.ts";
import { NoticeServer, type TestAnswer } from "./server.ts";

let collector: NoticeServer;
let address: string;

beforeEach(async () => {
  collector = new NoticeServer();
  address = (await collector.start()).replace("/services/T0/B0/secret", "");
});
afterEach(() => collector.stop());

interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
  readonly status: { readonly code: number };
}

/** Returns the spans of the last request. */
const sent = (): readonly SentSpan[] => JSON.parse(collector.requests.at(-1)?.body ?? "").resourceSpans[0].scopeSpans[0].spans;

/** Returns each span with the name of its parent: `load < fairlead up`. */
function tree(): readonly string[] {
  const names = new Map(sent().map(({ spanId, name }) => [spanId, name]));
  return sent().map(({ name, parentSpanId = "" }) => `${name} < ${names.get(parentSpanId) ?? parentSpanId}`);
}

describe("a trace of a run", { timeout: 120_000 }, () => {
  it("has the command and its phases, below the span that started it", async () => {
    const project = new TestProject();
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: address,
      OTEL_EXPORTER_OTLP_HEADERS: "authorization=secret-key",
      OTEL_RESOURCE_ATTRIBUTES: "team=shop",
      TRACEPARENT: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      SLACK_WEBHOOK: "secret-hook",
    };
    const { status, stderr } = await project.start(["up"], env).done;
    expect([status, stderr.includes("trace")]).toEqual([0, false]);
    const [{ path, headers, body } = { path: "", headers: {}, body: "" }] = collector.requests;
    expect([path, headers["content-type"], headers["authorization"]]).toEqual(["/v1/traces", "application/json", "secret-key"]);
    expect(body).toContain('{"key":"team","value":{"stringValue":"shop"}}');
    expect(body).not.toContain("secret");
    expect(tree()).toEqual([
      ...["load", "resolve", "compile", "render", "write"].map((phase) => `${phase} < fairlead up`),
      "fairlead up < b7ad6b7169203331",
    ]);
    expect(new Set(sent().map(({ traceId }) => traceId))).toEqual(new Set(["0af7651916cd43dd8448eb211c80319c"]));
  });

  it("has the code of an error, and none of its words", async () => {
    const project = new TestProject();
    project.edit("services/cartservice.ts", 'memory: "128Mi"', 'memory: "secret-value"');
    const { status } = await project.start(["plan"], { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${address}/in` }).done;
    expect([status, collector.requests[0]?.path]).toEqual([3, "/in"]);
    expect(sent().at(-1)).toMatchObject({
      name: "fairlead plan",
      attributes: [
        { key: "fairlead.command", value: { stringValue: "plan" } },
        { key: "process.exit.code", value: { intValue: "3" } },
        { key: "error.type", value: { stringValue: "INVALID_SPEC" } },
      ],
      status: { code: 2 },
    });
    expect(tree()).toEqual(["load < fairlead plan", "fairlead plan < "]);
    expect(collector.requests[0]?.body).not.toContain("secret-value");
  });

  it("has the phases of a publication", async () => {
    const remote = new Remote();
    const clone = await remote.start();
    await clone.build("cart", 2);
    const project = new TestProject(undefined, clone.root);
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: address, FAIRLEAD_DATASTORE: `file:${clone.datastore}` };
    expect((await project.start(["publish"], env).done).status).toBe(0);
    expect(tree().map((line) => line.split(" < ")[0])).toEqual([
      "fetch",
      "load",
      "resolve",
      "compile",
      "render",
      "write",
      "publish",
      "fairlead publish",
    ]);
  });
});

describe("a collector that does not take a trace", { timeout: 120_000 }, () => {
  const hanging: readonly TestAnswer[] = Array.from({ length: 9 }, () => "hang" as const);

  it.each<readonly [what: string, answers: readonly TestAnswer[], env: NodeJS.ProcessEnv, reason: string | RegExp]>([
    ["hangs", hanging, { OTEL_EXPORTER_OTLP_TIMEOUT: "400" }, /^no answer in \d+ ms$/],
    ["breaks", Array.from({ length: 20 }, () => ({ status: 503 })), { OTEL_EXPORTER_OTLP_TIMEOUT: "700" }, "the collector answered 503"],
    ["refuses", [{ status: 401, body: "secret-key is wrong" }], {}, "the collector answered 401"],
    ["rejects spans", [{ status: 200, body: '{"partialSuccess":{"rejectedSpans":"6"}}' }], {}, "the collector rejected 6 spans"],
    [
      "is malformed",
      [],
      { OTEL_EXPORTER_OTLP_ENDPOINT: "secret-key" },
      "OTEL_EXPORTER_OTLP_ENDPOINT is no address of a collector: http://localhost:4318",
    ],
    ["is down", [], { OTEL_EXPORTER_OTLP_ENDPOINT: "http://secret-key@127.0.0.1:9", OTEL_EXPORTER_OTLP_TIMEOUT: "400" }, /^no connection/],
  ])("%s: the run ends as without it, and says so without the address", async (_what, answers, env, reason) => {
    const project = new TestProject();
    const plain = await project.start(["release", "list", "cartservice"]).done;
    collector.answer(...answers);
    const traced = await project.start(["release", "list", "cartservice"], { OTEL_EXPORTER_OTLP_ENDPOINT: address, ...env }).done;
    expect({ ...traced, stderr: "" }).toEqual({ ...plain, stderr: "" });
    const [line = "", ...others] = traced.stderr.replace(plain.stderr, "").split("\n");
    expect([line.startsWith("warning: the trace was not sent: "), others]).toEqual([true, [""]]);
    expect(line.replace("warning: the trace was not sent: ", "")).toEqual(
      reason instanceof RegExp ? expect.stringMatching(reason) : reason,
    );
    expect(traced.stderr).not.toContain("secret-key");
  });
});

it("is compressed if the environment asks for it", async () => {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => bodies.push(chunk));
    request.on("end", () => response.end("{}"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const place = server.address();
  const port = typeof place === "object" && place !== null ? place.port : 0;
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_EXPORTER_OTLP_COMPRESSION: "gzip" };
  await new TestProject().start(["release", "list", "cartservice"], env).done;
  server.close();
  expect(gunzipSync(Buffer.concat(bodies)).toString()).toContain('"name":"fairlead release list"');
});
