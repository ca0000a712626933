import { describe, expect, test } from "vitest";
import type { Fault } from "../../../test/storage-server/faults.ts";
import { log, refusal, serve } from "../../../test/storage-server/served-store.ts";
import type { StorageServer } from "../../../test/storage-server/server.ts";
import { readChannel } from "../read.ts";
import { recordRelease, type Writer } from "../record.ts";
import { RELEASE_ID_PATTERN } from "../release-id.ts";
import { makeRelease, type Release } from "../release.ts";
import { openStore } from "../open.ts";

const release = (build: number, service = "cart"): Release =>
  makeRelease({
    service,
    image: `us-central1-docker.pkg.dev/acme/shop/${service}`,
    tag: `v${build}`,
    digest: `sha256:${String(build).padStart(64, "0")}`,
    commit: "0123456789abcdef0123456789abcdef01234567",
    run: String(build),
    build,
    builtAt: "2026-01-31T12:00:00Z",
    writeId: `record-${build}`,
  });

const writer = (): Writer => {
  let writes = 0;
  return { now: () => "2026-01-31T12:00:00Z", writeId: () => `move-${(writes += 1)}` };
};

/** Lists all objects with the fields of pointers: `channels/main/cart.json v2 seq 2`. */
const everything = (server: StorageServer): readonly string[] =>
  [...server.objects()].map(([path, { bytes }]) => {
    const { tag, seq } = JSON.parse(bytes.toString());
    return `${path.replace(new RegExp(RELEASE_ID_PATTERN), "ID")} ${tag}${seq === undefined ? "" : ` seq ${seq}`}`;
  });

/** Sets a fault for the `nth` upload. */
const onUpload = (server: StorageServer, nth: number, fault: Fault): void => {
  let uploads = 0;
  server.fault = ({ method }) => (method === "POST" && (uploads += 1) === nth ? fault : undefined);
};

const lost: readonly (readonly [what: string, fault: Fault])[] = [
  ["applied, then the connection is reset", { kind: "reset-after" }],
  ["applied, then 503", { kind: "status-after", status: 503 }],
  ["applied, the answer cut off", { kind: "truncate" }],
  ["delivered twice", { kind: "twice" }],
  ["reset before", { kind: "reset" }],
  ["503 before", { kind: "status", status: 503 }],
  ["429 before", { kind: "status", status: 429 }],
];

describe("a release is recorded once and reported as recorded", () => {
  test.each(lost)("the record: %s", async (_what, fault) => {
    const { server, store } = await serve();
    onUpload(server, 1, fault);
    const result = await recordRelease(store, release(1), "main", writer());
    expect([result.record, result.channel.outcome, result.channel.pointer.seq]).toEqual(["recorded", "moved", 1]);
    expect(everything(server)).toEqual(["acme/fleet/releases/cart/ID.json v1", "acme/fleet/channels/main/cart.json v1 seq 1"]);
  });

  test.each(lost)("the pointer that is created: %s", async (_what, fault) => {
    const { server, store } = await serve();
    onUpload(server, 2, fault);
    const result = await recordRelease(store, release(1), "main", writer());
    expect([result.record, result.channel.outcome, result.channel.pointer.seq]).toEqual(["recorded", "moved", 1]);
    expect(everything(server)).toEqual(["acme/fleet/releases/cart/ID.json v1", "acme/fleet/channels/main/cart.json v1 seq 1"]);
  });

  test.each(lost)("the pointer that moves: %s", async (_what, fault) => {
    const { server, store } = await serve();
    await recordRelease(store, release(1), "main", writer());
    onUpload(server, 2, fault);
    const result = await recordRelease(store, release(2), "main", writer());
    expect([result.record, result.channel.outcome, result.channel.pointer.seq]).toEqual(["recorded", "moved", 2]);
    expect([...everything(server)].sort()).toEqual([
      "acme/fleet/channels/main/cart.json v2 seq 2",
      "acme/fleet/releases/cart/ID.json v1",
      "acme/fleet/releases/cart/ID.json v2",
    ]);
  });
});

test("a repeated run sends one upload, one listing and three reads", async () => {
  const { server, store } = await serve();
  await recordRelease(store, release(1), "main", writer());
  server.requests.length = 0;
  const again = await recordRelease(store, { ...release(1), writeId: "record-1-again" }, "main", writer());
  expect([again.record, again.channel.outcome, again.channel.pointer.seq]).toEqual(["unchanged", "unchanged", 1]);
  // The upload conflicts. The record is read to recognize its writer, and again for its content; then the listing and the pointer.
  expect(log(server)).toEqual(["POST 412", "GET 200", "GET 200", "GET 200", "GET 200"]);
});

test("twelve writers with faults leave the channel at the newest build, and move it once each", async () => {
  const { server, store } = await serve();
  const kinds: readonly (Fault | undefined)[] = [
    undefined,
    { kind: "reset-after" },
    { kind: "status", status: 503 },
    undefined,
    { kind: "status-after", status: 503 },
    { kind: "twice" },
    { kind: "truncate" },
  ];
  server.fault = () => kinds[server.requests.length % kinds.length];
  const builds = Array.from({ length: 12 }, (_, nth) => nth + 1);
  const results = await Promise.all(
    builds.map((build) => recordRelease(store, release(build), "main", { ...writer(), writeId: () => crypto.randomUUID() })),
  );
  server.fault = () => undefined;
  const { pointers, broken } = await readChannel(store, "main");
  const pointer = pointers.get("cart");
  expect([pointer?.tag, broken.size]).toEqual(["v12", 0]);
  // Generations count all writes: twelve records, the moves of the pointer, and this object.
  server.put("acme", { name: "counted" });
  const writes = Number(server.objects().get("acme/counted")?.generation) - 1_700_000_000_000_000;
  expect(writes).toBe(12 + (pointer?.seq ?? 0) + 1);
  expect(results.map(({ record }) => record)).toEqual(builds.map(() => "recorded"));
  expect([...server.objects().keys()].filter((path) => path.includes("/releases/")).length).toBe(12);
  expect(server.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
});

test("endless 503 fails with a message and writes nothing", async () => {
  const { server, store } = await serve("gs://acme/fleet", 600);
  server.fault = () => ({ kind: "status", status: 503 });
  const { id } = release(1);
  const said = await refusal(recordRelease(store, release(1), "main", writer()));
  expect(said.replace(/attempts? in [\d.]+ s/, "attempts in N s").replace(/ \| .*/, "")).toBe(
    `DATASTORE: gs://acme/fleet: cannot write releases/cart/${id}.json: ${server.requests.length} attempts in N s, ` +
      "the last: 503 Service Unavailable",
  );
  expect(server.objects().size).toBe(0);
});

describe("a thousand services", () => {
  test("are read with one listing", async () => {
    const { server, store } = await serve();
    for (let nth = 0; nth < 1000; nth += 50) {
      await Promise.all(Array.from({ length: 50 }, (_, at) => recordRelease(store, release(1, `service-${nth + at}`), "main", writer())));
    }
    server.requests.length = 0;
    const fresh = await openStore("gs://acme/fleet", { root: "/", apiEndpoint: server.url });
    const { pointers, broken } = await readChannel(fresh, "main");
    expect([pointers.size, broken.size, log(server)]).toEqual([1000, 0, ["GET 200"]]);
  });

  test("one pointer that another tool wrote is read by itself, and is the problem of its service alone", async () => {
    const { server, store } = await serve();
    await recordRelease(store, release(1), "main", writer());
    server.put("acme", { name: "fleet/channels/main/checkout.json", text: "oops" });
    server.requests.length = 0;
    const { pointers, broken } = await readChannel(store, "main");
    expect([[...pointers.keys()], [...broken.keys()], log(server)]).toEqual([["cart"], ["checkout"], ["GET 200", "GET 200"]]);
  });
});
