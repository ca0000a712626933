import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { log, serve, stored } from "../../../test/storage-server/served-store.ts";
import { startStorageServer } from "../../../test/storage-server/server.ts";
import { MAXIMUM_BYTES } from "../store.ts";
import { openStore } from "../open.ts";

const pointer = "channels/main/cart.json";

describe("objects and generations", () => {
  test("a create writes a missing object, once", async () => {
    const { server, store } = await serve();
    expect(await store.write(pointer, "one", { expected: "absent" })).toBe("written");
    expect(await store.write(pointer, "two", { expected: "absent" })).toBe("conflict");
    expect(stored(server, `acme/fleet/${pointer}`)).toBe("one");
  });

  test("a replacing write needs the current generation", async () => {
    const { server, store } = await serve();
    await store.write(pointer, "one", { expected: "absent" });
    const before = await store.read(pointer);
    expect(before).toEqual({ text: "one", generation: "1700000000000001" });
    expect(await store.write(pointer, "two", { expected: "1700000000000001" })).toBe("written");
    expect(await store.write(pointer, "three", { expected: "1700000000000001" })).toBe("conflict");
    expect(await store.read(pointer)).toEqual({ text: "two", generation: "1700000000000002" });
    expect(log(server)).toEqual(["POST 200", "GET 200", "POST 200", "POST 412", "GET 200", "GET 200"]);
  });

  test("a replacing write of a missing object is a conflict", async () => {
    const { server, store } = await serve();
    expect(await store.write(pointer, "two", { expected: "1700000000000001" })).toBe("conflict");
    expect(log(server)).toEqual(["POST 412", "GET 404"]);
  });

  test("a missing object reads as undefined, in one request", async () => {
    const { server, store } = await serve();
    expect(await store.read(pointer)).toBe(undefined);
    expect(log(server)).toEqual(["GET 404"]);
  });

  test("remove deletes one generation", async () => {
    const { store } = await serve();
    await store.write(pointer, "one", { expected: "absent" });
    expect(await store.remove(pointer, "17")).toBe("changed");
    expect(await store.remove(pointer, "1700000000000001")).toBe("removed");
    expect(await store.remove(pointer, "1700000000000001")).toBe("absent");
  });

  test.each<[url: string, path: string]>([
    ["gs://acme/fleet", "acme/fleet/a/b c#ü.json"],
    ["gs://acme/fleet/", "acme/fleet/a/b c#ü.json"],
    ["gs://acme/teams/shop", "acme/teams/shop/a/b c#ü.json"],
    ["gs://acme", "acme/a/b c#ü.json"],
    ["gs://acme/", "acme/a/b c#ü.json"],
  ])("%s writes objects below its prefix", async (url, path) => {
    const { server, store } = await serve(url);
    await store.write("a/b c#ü.json", "naïve ✓", { expected: "absent", metadata: { by: "Zoë" } });
    expect([...server.objects().keys()]).toEqual([path]);
    expect((await store.read("a/b c#ü.json"))?.text).toBe("naïve ✓");
    expect(await store.list("a/")).toEqual([{ name: "a/b c#ü.json", metadata: { by: "Zoë" } }]);
  });
});

describe("an upload", () => {
  test("is one request with its hash and its precondition", async () => {
    const { server, store } = await serve();
    await store.write(pointer, "123456789", { expected: "absent", metadata: { seq: "1" } });
    const [request] = server.requests;
    expect([request?.path, request?.query]).toEqual([
      "/upload/storage/v1/b/acme/o",
      { uploadType: "multipart", name: `fleet/${pointer}`, ifGenerationMatch: "0" },
    ]);
    expect(JSON.parse(request?.body.toString().split("\r\n")[3] ?? "")).toEqual({
      name: `fleet/${pointer}`,
      contentType: "application/json",
      cacheControl: "no-store",
      crc32c: "4waSgw==",
      metadata: { seq: "1", body: "4waSgw==" },
    });
    expect(server.objects().get(`acme/fleet/${pointer}`)?.contentType).toBe("application/json");
  });
});

describe("a listing", () => {
  test("needs one request for a thousand objects", async () => {
    const { server, store } = await serve();
    for (let nth = 0; nth < 1001; nth += 1) server.put("acme", { name: `fleet/channels/main/s${1000 + nth}.json` });
    const listed = await store.list("channels/main/");
    expect([listed.length, listed[0]?.name, listed.at(-1)?.name]).toEqual([1001, "channels/main/s1000.json", "channels/main/s2000.json"]);
    expect(server.requests.map(({ query }) => query)).toEqual([
      { prefix: "fleet/channels/main/", maxResults: "1000", fields: "kind,items(name,metadata,crc32c,size),nextPageToken" },
      {
        prefix: "fleet/channels/main/",
        maxResults: "1000",
        fields: "kind,items(name,metadata,crc32c,size),nextPageToken",
        pageToken: "fleet/channels/main/s1999.json",
      },
    ]);
  });

  test("of nothing is empty", async () => {
    const { store } = await serve();
    expect(await store.list("channels/main/")).toEqual([]);
  });

  test("uses metadata only if the content was written with it", async () => {
    const { server, store } = await serve();
    for (const name of ["ours", "copied", "replaced", "edited"]) {
      await store.write(`channels/${name}.json`, name, { expected: "absent", metadata: { release: name } });
    }
    const { metadata } = server.objects().get("acme/fleet/channels/ours.json") ?? {};
    // Another tool replaces one object, edits one under its old metadata, and creates one with foreign metadata.
    server.put("acme", { name: "fleet/channels/replaced.json", text: "by hand" });
    server.put("acme", { name: "fleet/channels/edited.json", text: "by hand", metadata });
    server.put("acme", { name: "fleet/channels/foreign.json", text: "by hand", metadata: { release: "foreign" } });
    expect(await store.list("channels/")).toEqual([
      { name: "channels/copied.json", metadata: { release: "copied" } },
      { name: "channels/edited.json", metadata: undefined },
      { name: "channels/foreign.json", metadata: undefined },
      { name: "channels/ours.json", metadata: { release: "ours" } },
      { name: "channels/replaced.json", metadata: undefined },
    ]);
  });
});

describe("what others have written", () => {
  test("an object larger than any of ours is read no further", async () => {
    const { server, store } = await serve();
    server.put("acme", { name: "fleet/large.json", text: "x".repeat(10 * MAXIMUM_BYTES) });
    expect((await store.read("large.json"))?.text).toBe("x".repeat(MAXIMUM_BYTES + 1));
  });

  test("an object that is stored packed reads as what is in it", async () => {
    const { server, store } = await serve();
    server.put("acme", { name: "fleet/packed.json", bytes: gzipSync("{}"), contentEncoding: "gzip" });
    expect(await store.read("packed.json")).toEqual({ text: "{}", generation: "1700000000000001" });
  });

  test("a generation that no header tells is asked for, and the content of that generation is read", async () => {
    const { server, store } = await serve();
    server.put("acme", { name: "fleet/x.json", text: "{}" });
    server.fault = () => ({ kind: "without", headers: ["x-goog-generation"] });
    expect(await store.read("x.json")).toEqual({ text: "{}", generation: "1700000000000001" });
    expect(server.requests.map(({ query }) => query)).toEqual([
      { alt: "media" },
      { fields: "name,generation,crc32c" },
      { alt: "media", generation: "1700000000000001" },
    ]);
  });
});

describe("the emulator that the environment names", () => {
  test.each<[what: string, value: (url: string) => string]>([
    ["as an address", (url) => url],
    ["with the path of the API", (url) => `${url}/storage/v1`],
    ["with a slash at the end", (url) => `${url}/`],
  ])("%s", async (_what, value) => {
    const server = await startStorageServer();
    vi.stubEnv("STORAGE_EMULATOR_HOST", value(server.url));
    try {
      const store = await openStore("gs://acme/fleet", { root: "/" });
      expect(await store.write("x", "one", { expected: "absent" })).toBe("written");
      expect(await store.read("x")).toEqual({ text: "one", generation: "1700000000000001" });
      expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual([undefined, undefined]);
    } finally {
      vi.unstubAllEnvs();
      await server.stop();
    }
  });
});
