import { describe, expect, test, vi } from "vitest";
import type { Fault } from "../../../test/storage-server/faults.ts";
import { log, refusal, serve } from "../../../test/storage-server/served-store.ts";
import type { Store } from "../store.ts";
import { openStore } from "../open.ts";

const name = "channels/main/cart.json";

/** Operations with their errors and permissions. */
const acts: readonly (readonly [what: string, act: (store: Store) => Promise<unknown>, cannot: string, needs: string, role: string])[] = [
  ["read", (store) => store.read(name), `cannot read ${name}`, "storage.objects.get is needed", "objectViewer"],
  [
    "create",
    (store) => store.write(name, "x", { expected: "absent" }),
    `cannot write ${name}`,
    "storage.objects.create is needed",
    "objectUser",
  ],
  [
    "replace",
    (store) => store.write(name, "x", { expected: "17" }),
    `cannot write ${name}`,
    "storage.objects.create and storage.objects.delete are needed",
    "objectUser",
  ],
  ["list", (store) => store.list("channels/"), "cannot list channels/", "storage.objects.list is needed", "objectViewer"],
  ["remove", (store) => store.remove(name, "17"), `cannot delete ${name}`, "storage.objects.delete is needed", "objectUser"],
];

const login = "gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS to the file of a service account's key";

describe("what does not pass is asked once", () => {
  const who = "ci@shop.iam.gserviceaccount.com";

  test.each(acts)("403 on a %s", async (_what, act, cannot, needs, role) => {
    const { server, store } = await serve();
    const message = `${who} does not have that access to the Google Cloud Storage object.`;
    server.fault = (): Fault => ({ kind: "status", status: 403, message });
    expect(await refusal(act(store))).toBe(
      `DATASTORE: gs://acme/fleet: ${cannot}: 403 Forbidden on the bucket "acme", ${needs} (${message}) | ` +
        `gcloud storage buckets add-iam-policy-binding gs://acme --member=serviceAccount:${who} --role=roles/storage.${role}`,
    );
    expect(server.requests.length).toBe(1);
  });

  test.each(acts)("401 on a %s", async (_what, act, cannot, needs) => {
    const { server, store } = await serve();
    server.fault = (): Fault => ({ kind: "status", status: 401 });
    expect(await refusal(act(store))).toBe(
      `DATASTORE: gs://acme/fleet: ${cannot}: 401 Unauthorized on the bucket "acme", ${needs} (Invalid Credentials) | ${login}`,
    );
    expect(server.requests.length).toBe(1);
  });

  test.each(acts)("no such bucket on a %s", async (_what, act, cannot, needs) => {
    const { server, store } = await serve("gs://acmee/fleet");
    expect(await refusal(act(store))).toBe(
      `DATASTORE: gs://acmee/fleet: ${cannot}: there is no bucket "acmee" (404 Not Found); ${needs} | ` +
        "gcloud storage buckets create gs://acmee --uniform-bucket-level-access, or correct the datastore's address",
    );
    expect(server.requests.length).toBe(1);
  });

  test("an unexpected answer", async () => {
    const { server, store } = await serve();
    server.fault = (): Fault => ({ kind: "status", status: 400, message: "Required" });
    expect(await refusal(store.list("channels/"))).toBe(
      "DATASTORE: gs://acme/fleet: cannot list channels/: 400 Bad Request Required | " +
        "check the datastore's address, and proxies between this machine and the server",
    );
    expect(server.requests.length).toBe(1);
  });
});

test("an emulator without TLS, asked with TLS", async () => {
  const { server } = await serve();
  const host = server.url.slice("http://".length);
  const store = await openStore("gs://acme/fleet", { root: "/", apiEndpoint: host });
  expect(await refusal(store.read(name))).toBe(
    `DATASTORE: gs://acme/fleet: cannot read ${name}: no TLS with ${host}; an emulator's address starts with http:// | ` +
      "check the datastore's address, and proxies between this machine and the server",
  );
});

describe("a server that says no more than 404", () => {
  const vague: Fault = { kind: "status", status: 404, message: "Not Found" };

  test("is asked for the bucket, once", async () => {
    const { server, store } = await serve();
    server.faults.push(vague, undefined, vague);
    expect(await store.read(name)).toBe(undefined);
    expect(await store.read(name)).toBe(undefined);
    expect(log(server)).toEqual(["GET 404", "GET 200", "GET 404"]);
  });

  test("and has no such bucket", async () => {
    const { server, store } = await serve();
    server.fault = () => vague;
    expect(await refusal(store.read(name))).toMatch(/^DATASTORE: gs:\/\/acme\/fleet: cannot list objects: there is no bucket "acme"/);
    expect(log(server)).toEqual(["GET 404", "GET 404"]);
  });
});

describe("without credentials no request reaches Google", () => {
  test.each<[what: string, env: Readonly<Record<string, string>>, apiEndpoint: string | undefined]>([
    ["at Google's own address", {}, undefined],
    ["at Google's own address, given as such", {}, "https://storage.googleapis.com"],
    ["at a private address of Google's", {}, "https://storage-acme.p.googleapis.com"],
    ["with an empty variable for an emulator", { STORAGE_EMULATOR_HOST: "" }, undefined],
  ])("%s", async (_what, env, apiEndpoint) => {
    vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", "/nonexistent/key.json");
    for (const [key, value] of Object.entries(env)) vi.stubEnv(key, value);
    try {
      const store = await openStore("gs://acme/fleet", { root: "/", apiEndpoint });
      expect(await refusal(store.read(name))).toBe(
        `DATASTORE: gs://acme/fleet: cannot read ${name}: no credentials for the bucket "acme", storage.objects.get is needed: ` +
          "Unable to read the credential file specified by the GOOGLE_APPLICATION_CREDENTIALS environment variable: " +
          `The file at /nonexistent/key.json does not exist, or it is not a file. | ${login}`,
      );
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

test("an address over plain HTTP gets no token, also at Google", async () => {
  vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", "/nonexistent/key.json");
  try {
    const store = await openStore("gs://acme/fleet", { root: "/", apiEndpoint: "http://nowhere.googleapis.com:9", deadlineMs: 200 });
    const message = await refusal(store.read(name));
    expect([message.includes("cannot read"), message.includes("credentials")]).toEqual([true, false]);
  } finally {
    vi.unstubAllEnvs();
  }
});
