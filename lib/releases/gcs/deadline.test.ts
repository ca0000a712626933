import { describe, expect, test } from "vitest";
import type { Fault } from "../../../test/storage-server/faults.ts";
import { refusal, serve, stored } from "../../../test/storage-server/served-store.ts";

const name = "channels/main/cart.json";
const status = (code: number): Fault => ({ kind: "status", status: code });

describe("Retry-After", () => {
  test("is obeyed", async () => {
    const { server, store, retries } = await serve();
    server.faults.push({ ...status(429), retryAfter: "1" } as Fault);
    await store.read(name);
    expect(retries).toEqual([`${name}: 429 Too Many Requests; attempt 2 in 1000 ms`]);
  });

  test("beyond the deadline ends the attempts", async () => {
    const { server, store } = await serve("gs://acme/fleet", 10_000);
    server.faults.push({ ...status(429), retryAfter: "3600" } as Fault);
    const message = await refusal(store.read(name));
    expect(message.replace(/in [\d.]+ s/, "in N s")).toBe(
      `DATASTORE: gs://acme/fleet: cannot read ${name}: 1 attempt in N s, the last: 429 Too Many Requests` +
        " | run it again, which is safe. Outages: https://status.cloud.google.com",
    );
  });
});

/** Replaces the number of attempts and the seconds. */
const withoutNumbers = (message: string): string => message.replace(/\d+ attempts? in [\d.]+ s/, "N attempts in N s");

const attemptsIn = (message: string): number => Number(/(\d+) attempts? in/.exec(message)?.[1]);

describe("a failure that lasts ends at the deadline with a message", () => {
  const again = "run it again, which is safe. Outages: https://status.cloud.google.com";
  const unsure = `the write may have happened or not; ${again}`;

  test.each<[what: string, act: "read" | "write" | "list", fault: Fault, object: string, last: string, hint: string]>([
    ["503", "read", status(503), name, "503 Service Unavailable", again],
    ["503", "write", status(503), name, "503 Service Unavailable", unsure],
    ["503", "list", status(503), "channels/", "503 Service Unavailable", again],
    ["429", "write", status(429), name, "429 Too Many Requests", unsure],
    ["no answer", "read", { kind: "stall" }, name, "no answer in time", again],
    ["connections reset", "read", { kind: "reset" }, name, "read ECONNRESET", again],
    ["answers cut off", "read", { kind: "truncate" }, name, "the answer was cut off", again],
    ["damaged content", "read", { kind: "corrupt" }, name, "the content does not match its hash", again],
    ["a page of some proxy", "list", { kind: "no-json" }, "channels/", "the answer is not a listing", again],
  ])("%s, for a %s", async (_what, act, fault, object, last, hint) => {
    const { server, store } = await serve("gs://acme/fleet", 2000);
    server.put("acme", { name: `fleet/${name}`, text: "theirs" });
    server.fault = () => fault;
    const work =
      act === "read" ? store.read(name) : act === "list" ? store.list("channels/") : store.write(name, "x", { expected: "absent" });
    const message = await refusal(work);
    expect(withoutNumbers(message)).toBe(
      `DATASTORE: gs://acme/fleet: cannot ${act} ${object}: N attempts in N s, the last: ${last} | ${hint}`,
    );
    // The deadline may end the last attempt before it reaches the server.
    expect(attemptsIn(message) - server.requests.length).toBeOneOf([0, 1]);
  });

  test("a page of a listing with 17 MB, which is 17 KB on the wire", async () => {
    const { server, store, retries } = await serve();
    server.faults.push({ kind: "large-page" });
    expect(await store.list("channels/")).toEqual([]);
    expect(retries.map((line) => line.replace(/\d+ ms/, "N ms"))).toEqual(["channels/: the answer is not a listing; attempt 2 in N ms"]);
  });

  test("a missing server", async () => {
    const { server, store } = await serve("gs://acme/fleet", 300);
    await server.stop();
    const message = await refusal(store.read(name));
    expect(message.replace(/\d+ attempts? in [\d.]+ s|:\d+ \|/g, "N")).toBe(
      `DATASTORE: gs://acme/fleet: cannot read ${name}: N, the last: connect ECONNREFUSED 127.0.0.1N ${again}`,
    );
  });
});

test("no fault makes a read, write or listing delete", async () => {
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
  const { server, store } = await serve();
  for (const fault of kinds) {
    const object = `channels/main/${fault.kind}.json`;
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
