import { describe, expect, test } from "vitest";
import type { Fault } from "../../../test/storage-server/faults.ts";
import { deadlineFor, log, serve, stored } from "../../../test/storage-server/served-store.ts";

const name = "channels/main/cart.json";
const path = `acme/fleet/${name}`;
const status = (code: number): Fault => ({ kind: "status", status: code });

type Row = readonly [what: string, faults: readonly Fault[], requests: readonly string[]];

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
    const { server, store } = await serve("gs://acme/fleet", deadlineFor(faults));
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
    ["an empty object", [{ kind: "empty-json" }], ["GET 200", "GET 200", "GET 200"]],
    ["a page of some proxy", [{ kind: "no-json" }], ["GET 200", "GET 200", "GET 200"]],
  ])("%s", async (_what, faults, requests) => {
    const { server, store } = await serve("gs://acme/fleet", deadlineFor(faults));
    for (let nth = 0; nth < 1001; nth += 1) server.put("acme", { name: `fleet/channels/main/s${nth}.json` });
    server.faults.push(...faults);
    expect((await store.list("channels/main/")).length).toBe(1001);
    expect(log(server)).toEqual(requests);
  });
});

describe("a deletion", () => {
  test.each<[what: string, there: boolean, faults: readonly Fault[], outcome: string, requests: readonly string[]]>([
    ["503 before it is done", true, [status(503)], "removed", ["DELETE 503", "DELETE 204"]],
    ["not done, the answer an empty object", true, [{ kind: "empty-json" }], "removed", ["DELETE 200", "DELETE 204"]],
    ["done, the answer lost", true, [{ kind: "reset-after" }], "removed", ["DELETE -", "DELETE 404"]],
    ["done, then 503", true, [{ kind: "status-after", status: 503 }], "removed", ["DELETE 503", "DELETE 404"]],
    ["turned away, and there is nothing", false, [status(429)], "absent", ["DELETE 429", "DELETE 404"]],
  ])("%s", async (_what, there, faults, outcome, requests) => {
    const { server, store } = await serve("gs://acme/fleet", deadlineFor(faults));
    if (there) server.put("acme", { name: `fleet/${name}`, text: "ours" });
    server.faults.push(...faults);
    expect(await store.remove(name, "1700000000000001")).toBe(outcome);
    expect(log(server)).toEqual(requests);
    expect(stored(server, path)).toBe(undefined);
  });
});
