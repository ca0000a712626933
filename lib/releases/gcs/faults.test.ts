import { describe, expect, test } from "vitest";
import type { Fault } from "../../../test/storage-server/faults.ts";
import { log, refusal, serve, stored } from "../../../test/storage-server/served-store.ts";

const name = "channels/latest/cart.json";
const path = `acme/fleet/${name}`;
const status = (code: number): Fault => ({ kind: "status", status: code });

type Row = readonly [what: string, faults: readonly Fault[], requests: readonly string[]];

/** Every write ends as `written`: the log says how. */
const writes: readonly Row[] = [
  ["one 503", [status(503)], ["POST 503", "POST 200"]],
  ["a burst of 503", [status(503), status(503), status(503)], ["POST 503", "POST 503", "POST 503", "POST 200"]],
  ["a burst of 429", [status(429), status(429), status(429)], ["POST 429", "POST 429", "POST 429", "POST 200"]],
  ["one of each that passes", [408, 500, 502, 504].map(status), ["POST 408", "POST 500", "POST 502", "POST 504", "POST 200"]],
  ["a quota told as 403", [{ ...status(403), reason: "rateLimitExceeded" } as Fault], ["POST 403", "POST 200"]],
  ["bytes damaged on the way", [{ kind: "status", status: 400, message: "Provided CRC32C doesn't match" }], ["POST 400", "POST 200"]],
  ["the connection is reset", [{ kind: "reset" }], ["POST -", "POST 200"]],
  ["no answer", [{ kind: "stall" }], ["POST -", "POST 200"]],
  ["applied, then 503", [{ kind: "status-after", status: 503 }], ["POST 503", "POST 412", "GET 200"]],
  ["applied, then the connection is reset", [{ kind: "reset-after" }], ["POST -", "POST 412", "GET 200"]],
  ["applied, then no answer", [{ kind: "stall-after" }], ["POST -", "POST 412", "GET 200"]],
  ["applied, then half an answer and no more", [{ kind: "stall-body" }], ["POST 200", "POST 412", "GET 200"]],
  ["applied, the answer cut off", [{ kind: "truncate" }], ["POST 200", "POST 412", "GET 200"]],
  ["applied, the answer a page of some proxy", [{ kind: "no-json" }], ["POST 200", "POST 412", "GET 200"]],
  ["delivered twice", [{ kind: "twice" }], ["POST 412", "GET 200"]],
  ["delivered twice, the answer lost", [{ kind: "twice" }, { kind: "reset" }], ["POST 412", "GET -", "GET 200"]],
  ["slow", [{ kind: "slow", ms: 150 }], ["POST 200"]],
];

describe.each(["create", "replace"])("a %s is done once, and known to be done", (kind) => {
  test.each(writes)("%s", async (_what, faults, requests) => {
    const { server, store } = await serve();
    if (kind === "replace") server.put("acme", { name: `fleet/${name}`, text: "before" });
    const first = kind === "replace" ? 1_700_000_000_000_002 : 1_700_000_000_000_001;
    server.faults.push(...faults);
    const expected = kind === "replace" ? "1700000000000001" : "absent";
    expect(await store.write(name, "ours", { expected })).toBe("written");
    expect(log(server)).toEqual(requests);
    expect([stored(server, path), server.objects().get(path)?.generation]).toEqual(["ours", String(first)]);
  });
});

test("every attempt of a write sends the same bytes under the same precondition", async () => {
  const { server, store } = await serve();
  server.faults.push(status(503), { kind: "reset" });
  await store.write(name, "ours", { expected: "absent" });
  const [first, ...others] = server.requests.map(({ query, body }) => ({ query, body: body.toString() }));
  expect(others).toEqual([first, first]);
});

test("a write that somebody else's write has overtaken is a conflict, though it may have happened", async () => {
  const { server, store } = await serve();
  server.fault = ({ method }) => {
    if (server.requests.length === 2) server.put("acme", { name: `fleet/${name}`, text: "theirs" });
    return method === "POST" && server.requests.length === 1 ? { kind: "reset-after" } : undefined;
  };
  expect(await store.write(name, "ours", { expected: "absent" })).toBe("conflict");
  expect(stored(server, path)).toBe("theirs");
});

describe("a read gives the bytes that are there", () => {
  test.each<Row>([
    ["one 503", [status(503)], ["GET 503", "GET 200"]],
    ["a burst of 429", [status(429), status(429), status(429)], ["GET 429", "GET 429", "GET 429", "GET 200"]],
    ["the connection is reset", [{ kind: "reset" }], ["GET -", "GET 200"]],
    ["no answer", [{ kind: "stall" }], ["GET -", "GET 200"]],
    ["half an answer and no more", [{ kind: "stall-body" }], ["GET 200", "GET 200"]],
    ["the answer cut off", [{ kind: "truncate" }], ["GET 200", "GET 200"]],
    ["a byte changed on the way", [{ kind: "corrupt" }], ["GET 200", "GET 200"]],
    ["the hash of something else", [{ kind: "wrong-hash" }], ["GET 200", "GET 200"]],
  ])("%s", async (_what, faults, requests) => {
    const { server, store } = await serve();
    server.put("acme", { name: `fleet/${name}`, text: "theirs" });
    server.faults.push(...faults);
    expect(await store.read(name)).toEqual({ text: "theirs", generation: "1700000000000001" });
    expect(log(server)).toEqual(requests);
  });
});

describe("a listing is whole", () => {
  test.each<Row>([
    ["one 503", [status(503)], ["GET 503", "GET 200", "GET 200"]],
    ["the second page is cut off", [{ kind: "slow", ms: 0 }, { kind: "truncate" }], ["GET 200", "GET 200", "GET 200"]],
    ["half a page and no more", [{ kind: "stall-body" }], ["GET 200", "GET 200", "GET 200"]],
    ["a page of some proxy", [{ kind: "no-json" }], ["GET 200", "GET 200", "GET 200"]],
  ])("%s", async (_what, faults, requests) => {
    const { server, store } = await serve();
    for (let nth = 0; nth < 1001; nth += 1) server.put("acme", { name: `fleet/channels/latest/s${nth}.json` });
    server.faults.push(...faults);
    expect((await store.list("channels/latest/")).length).toBe(1001);
    expect(log(server)).toEqual(requests);
  });
});

describe("a deletion", () => {
  test.each<[what: string, there: boolean, faults: readonly Fault[], outcome: string, requests: readonly string[]]>([
    ["503 before it is done", true, [status(503)], "removed", ["DELETE 503", "DELETE 204"]],
    ["done, the answer lost", true, [{ kind: "reset-after" }], "removed", ["DELETE -", "DELETE 404"]],
    ["done, then 503", true, [{ kind: "status-after", status: 503 }], "removed", ["DELETE 503", "DELETE 404"]],
    ["turned away, and there is nothing", false, [status(429)], "absent", ["DELETE 429", "DELETE 404"]],
  ])("%s", async (_what, there, faults, outcome, requests) => {
    const { server, store } = await serve();
    if (there) server.put("acme", { name: `fleet/${name}`, text: "ours" });
    server.faults.push(...faults);
    expect(await store.remove(name, "1700000000000001")).toBe(outcome);
    expect(log(server)).toEqual(requests);
    expect(stored(server, path)).toBe(undefined);
  });
});

describe("Retry-After", () => {
  test("is waited for", async () => {
    const { server, store, retries } = await serve("gs://acme/fleet", 4000);
    server.faults.push({ ...status(429), retryAfter: "1" } as Fault);
    await store.read(name);
    expect(retries).toEqual([`${name}: 429 Too Many Requests; attempt 2 in 1000 ms`]);
  });

  test("beyond the deadline is not waited for", async () => {
    const { server, store } = await serve();
    server.faults.push({ ...status(429), retryAfter: "3600" } as Fault);
    const said = await refusal(store.read(name));
    expect(said.replace(/in [\d.]+ s/, "in N s")).toBe(
      `DATASTORE: gs://acme/fleet: cannot read ${name}: 1 attempt in N s, the last: 429 Too Many Requests` +
        " | run it again: what is done stays done. Outages: https://status.cloud.google.com",
    );
  });
});

describe("what does not pass ends at the deadline, in words", () => {
  const again = "run it again: what is done stays done. Outages: https://status.cloud.google.com";
  const unsure = `the write may have happened or not; ${again}`;

  test.each<[what: string, fault: Fault, act: "read" | "write" | "list", object: string, last: string, hint: string]>([
    ["503", status(503), "read", name, "503 Service Unavailable", again],
    ["503", status(503), "write", name, "503 Service Unavailable", unsure],
    ["503", status(503), "list", "channels/", "503 Service Unavailable", again],
    ["429", status(429), "write", name, "429 Too Many Requests", unsure],
    ["no answer", { kind: "stall" }, "read", name, "no answer in time", again],
    ["connections reset", { kind: "reset" }, "read", name, "read ECONNRESET", again],
    ["answers cut off", { kind: "truncate" }, "read", name, "the answer broke off", again],
    ["damaged content", { kind: "corrupt" }, "read", name, "the content does not match its hash", again],
    ["a page of some proxy", { kind: "no-json" }, "list", "channels/", "an answer that is no listing", again],
  ])("%s on %3$s", async (_what, fault, act, object, last, hint) => {
    const { server, store } = await serve("gs://acme/fleet", 600);
    server.put("acme", { name: `fleet/${name}`, text: "theirs" });
    server.fault = () => fault;
    const started = performance.now();
    const work =
      act === "read" ? store.read(name) : act === "list" ? store.list("channels/") : store.write(name, "x", { expected: "absent" });
    const said = await refusal(work);
    expect(performance.now() - started).toBeLessThan(1500);
    const attempts = `${server.requests.length} attempts in N s, the last: ${last}`;
    expect(said.replace(/in \d\.\d s/, "in N s")).toBe(`DATASTORE: gs://acme/fleet: cannot ${act} ${object}: ${attempts} | ${hint}`);
    expect(server.requests.length).toBeGreaterThan(1);
  });

  test("a server that is not there", async () => {
    const { server, store } = await serve("gs://acme/fleet", 300);
    await server.stop();
    const said = await refusal(store.read(name));
    expect(said.replace(/\d+ attempts in [\d.]+ s|:\d+ \|/g, "N")).toBe(
      `DATASTORE: gs://acme/fleet: cannot read ${name}: N, the last: connect ECONNREFUSED 127.0.0.1N ${again}`,
    );
  });
});

test("nothing that reads, writes or lists ever deletes, whatever goes wrong", async () => {
  const kinds: readonly Fault[] = [
    { kind: "wrong-hash" },
    { kind: "corrupt" },
    { kind: "truncate" },
    { kind: "twice" },
    { kind: "reset-after" },
    { kind: "no-json" },
    { kind: "status-after", status: 503 },
    status(503),
  ];
  const { server, store } = await serve("gs://acme/fleet", 60_000);
  for (const fault of kinds) {
    const object = `channels/latest/${fault.kind}.json`;
    server.faults.push(fault);
    await store.write(object, "one", { expected: "absent" });
    server.faults.push(fault);
    const found = await store.read(object);
    server.faults.push(fault);
    await store.write(object, "two", { expected: found?.generation ?? "" });
    server.faults.push(fault === kinds[2] ? fault : undefined);
    await store.list("channels/");
    expect(stored(server, `acme/fleet/${object}`)).toBe("two");
  }
  expect([...new Set(server.requests.map(({ method }) => method))].sort()).toEqual(["GET", "POST"]);
});
