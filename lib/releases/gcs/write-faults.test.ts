import { describe, expect, test } from "vitest";
import type { Fault } from "../../../test/storage-server/faults.ts";
import { deadlineFor, log, serve, stored } from "../../../test/storage-server/served-store.ts";

const name = "channels/main/cart.json";
const path = `acme/fleet/${name}`;
const status = (code: number): Fault => ({ kind: "status", status: code });

type Row = readonly [what: string, faults: readonly Fault[], requests: readonly string[]];

/** Every write ends as `written`: the log says how. */
const writes: readonly Row[] = [
  ["one 503", [status(503)], ["POST 503", "POST 200"]],
  ["a burst of 503", [status(503), status(503), status(503)], ["POST 503", "POST 503", "POST 503", "POST 200"]],
  ["a burst of 429", [status(429), status(429), status(429)], ["POST 429", "POST 429", "POST 429", "POST 200"]],
  ["one of each that passes", [408, 500, 502, 504].map(status), ["POST 408", "POST 500", "POST 502", "POST 504", "POST 200"]],
  ["a quota as 403", [{ ...status(403), reason: "rateLimitExceeded" } as Fault], ["POST 403", "POST 200"]],
  ["bytes damaged on the way", [{ kind: "status", status: 400, message: "Provided CRC32C doesn't match" }], ["POST 400", "POST 200"]],
  ["the connection is reset", [{ kind: "reset" }], ["POST -", "POST 200"]],
  ["no answer", [{ kind: "stall" }], ["POST -", "POST 200"]],
  ["applied, then 503", [{ kind: "status-after", status: 503 }], ["POST 503", "POST 412", "GET 200"]],
  ["applied, then the connection is reset", [{ kind: "reset-after" }], ["POST -", "POST 412", "GET 200"]],
  ["applied, then no answer", [{ kind: "stall-after" }], ["POST -", "POST 412", "GET 200"]],
  ["applied, then half an answer and no more", [{ kind: "stall-body" }], ["POST 200", "POST 412", "GET 200"]],
  ["applied, the answer cut off", [{ kind: "truncate" }], ["POST 200", "POST 412", "GET 200"]],
  ["applied, the answer a page of some proxy", [{ kind: "no-json" }], ["POST 200", "POST 412", "GET 200"]],
  ["not applied, the answer an empty object", [{ kind: "empty-json" }], ["POST 200", "POST 200"]],
  ["delivered twice", [{ kind: "twice" }], ["POST 412", "GET 200"]],
  ["delivered twice, the answer lost", [{ kind: "twice" }, { kind: "reset" }], ["POST 412", "GET -", "GET 200"]],
  ["slow", [{ kind: "slow", ms: 150 }], ["POST 200"]],
];

describe.each(["create", "replace"])("a %s is applied once and reported as written", (kind) => {
  test.each(writes)("%s", async (_what, faults, requests) => {
    const { server, store } = await serve("gs://acme/fleet", deadlineFor(faults));
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

test("a write that another write replaced is a conflict, although it was applied", async () => {
  const { server, store } = await serve();
  server.fault = ({ method }) => {
    if (server.requests.length === 2) server.put("acme", { name: `fleet/${name}`, text: "theirs" });
    return method === "POST" && server.requests.length === 1 ? { kind: "reset-after" } : undefined;
  };
  expect(await store.write(name, "ours", { expected: "absent" })).toBe("conflict");
  expect(stored(server, path)).toBe("theirs");
});
