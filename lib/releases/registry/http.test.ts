import { describe, expect, it } from "vitest";
import { messageOf } from "../../base/errors.ts";
import { BASIC, DIGEST, ENCODED, type FakeRegistry, FOUND, PATH, type Reply, withRegistry } from "../../../test/releases/fake-registry.ts";
import { verifyImage } from "./verify-image.ts";

const CURL =
  "curl -I http://HOST/v2/ shows the cause; NODE_EXTRA_CA_CERTS names a private authority, NODE_USE_ENV_PROXY=1 uses HTTPS_PROXY";
const TRY = "docker buildx imagetools inspect HOST/team/app@DIGEST";

describe("a registry with faults", () => {
  it("answers 503 and 429 for a while", () =>
    withRegistry(
      (_, asked) => (asked < 3 ? [503] : asked === 3 ? [429, { "retry-after": "0" }] : FOUND),
      async (fake) => {
        const retries: string[] = [];
        expect(await fake.verify({ onRetry: (what) => retries.push(what.replace(fake.host, "HOST")) })).toBe("exists");
        expect(retries).toEqual([
          "HOST: HTTP 503; attempt 2 follows",
          "HOST: HTTP 503; attempt 3 follows",
          "HOST: HTTP 429; attempt 4 follows",
        ]);
      },
    ));

  const vague = (result: string | readonly string[]) =>
    typeof result === "string"
      ? result
      : result.map((text) => text.replace(/\d+ attempts? in [\d.]+ s/, "N in T").replace(/within [\d.]+ s/, "within T"));

  it("answers 503 forever", () =>
    withRegistry(
      () => [503],
      async (fake) => {
        expect(vague(await fake.verify({ deadlineMs: 600 }))).toEqual(["HOST gave no usable answer: N in T, the last: HTTP 503", CURL]);
      },
    ));

  it("asks us to wait beyond the deadline", () =>
    withRegistry(
      () => [429, { "retry-after": "3600" }],
      async (fake) => {
        expect(vague(await fake.verify())).toEqual(["HOST gave no usable answer: N in T, the last: HTTP 429", CURL]);
        expect(fake.asked.length).toBe(1);
      },
    ));

  it("does not answer once", () =>
    withRegistry(
      (_, asked) => (asked === 1 ? "stall" : FOUND),
      async (fake) => {
        expect(await fake.verify({ attemptMs: 150 })).toBe("exists");
      },
    ));

  it("never answers", () =>
    withRegistry(
      () => "stall",
      async (fake) => {
        expect(vague(await fake.verify({ attemptMs: 100, deadlineMs: 350 }))).toEqual([
          "HOST gave no usable answer: N in T, the last: no answer within T",
          CURL,
        ]);
      },
    ));

  it("has no TLS and is not a loopback address", () =>
    withRegistry(
      () => FOUND,
      async (fake) => {
        const host = `0.0.0.0${fake.host.slice(fake.host.indexOf(":"))}`;
        const error = await verifyImage({ image: `${host}/team/app`, digest: DIGEST }, { env: {}, home: "/nonexistent" }).catch(messageOf);
        expect(vague([String(error).replace(host, "HOST")])).toEqual([
          "HOST gave no usable answer: N in T, the last: no TLS (ERR_SSL_WRONG_VERSION_NUMBER)",
        ]);
        expect(fake.asked).toEqual([]);
      },
    ));

  it("is down", async () => {
    const fake = await withRegistry(
      () => FOUND,
      (fake) => Promise.resolve(fake),
    );
    expect(vague(await fake.verify({ deadlineMs: 300 }))).toEqual([
      "HOST gave no usable answer: N in T, the last: connect ECONNREFUSED HOST",
      CURL,
    ]);
  });
});

describe("a redirect", () => {
  /** Runs two registries. The first asks for a password, then redirects to the second. */
  const redirected = (second: (host: string) => Reply, work: (first: FakeRegistry, second: FakeRegistry) => Promise<void>) =>
    withRegistry(
      ({ headers }) => second(headers.host ?? ""),
      (other) =>
        withRegistry(
          ({ headers }) =>
            headers.authorization === BASIC
              ? [307, { location: `http://${other.host}/elsewhere` }]
              : [401, { "www-authenticate": 'Basic realm="Registry"' }],
          async (fake) => {
            await fake.configure({ auths: { [fake.host]: { auth: ENCODED }, [other.host]: { auth: ENCODED } } });
            await work(fake, other);
          },
        ),
    );

  it("to another host carries no credentials", () =>
    redirected(
      () => FOUND,
      async (fake, other) => {
        expect(await fake.verify()).toBe("exists");
        expect(fake.asked).toEqual([`HEAD ${PATH}`, `HEAD ${PATH} (${BASIC})`]);
        expect(other.asked).toEqual(["HEAD /elsewhere"]);
      },
    ));

  it("to another host that asks for a login gets none", () =>
    redirected(
      (host) => [401, { "www-authenticate": `Bearer realm="http://${host}/token"` }],
      async (fake, other) => {
        expect(await fake.verify()).toEqual(["HOST denies access to team/app: HTTP 401", "docker login HOST"]);
        expect(other.asked).toEqual(["HEAD /elsewhere"]);
      },
    ));

  it("to another host that asks for a login before we have one", () =>
    withRegistry(
      ({ headers }) => [401, { "www-authenticate": `Bearer realm="http://${headers.host}/token"` }],
      (other) =>
        withRegistry(
          ({ url }) => (url === "/v2/" ? [200] : [307, { location: `http://${other.host}/elsewhere` }]),
          async (fake) => {
            await fake.configure({ auths: { [fake.host]: { auth: ENCODED } } });
            expect(await fake.verify()).toEqual(["HOST denies access to team/app: HTTP 401", "docker login HOST"]);
            expect(fake.asked).toEqual([`HEAD ${PATH}`, "GET /v2/"]);
            expect(other.asked).toEqual(["HEAD /elsewhere"]);
          },
        ),
    ));

  it("to another host and back carries none", () =>
    withRegistry(
      ({ url }) => [302, { location: `http://${url?.slice(1)}/back` }],
      (other) =>
        withRegistry(
          ({ url, headers }) =>
            url === "/back"
              ? FOUND
              : headers.authorization === BASIC
                ? [302, { location: `http://${other.host}/${headers.host}` }]
                : [401, { "www-authenticate": "Basic" }],
          async (fake) => {
            await fake.configure({ auths: { [fake.host]: { auth: ENCODED } } });
            expect(await fake.verify()).toBe("exists");
            expect(fake.asked).toEqual([`HEAD ${PATH}`, `HEAD ${PATH} (${BASIC})`, "HEAD /back"]);
            expect(other.asked).toEqual([`HEAD /${fake.host}`]);
          },
        ),
    ));

  it("within the host carries them", () =>
    withRegistry(
      ({ url, headers }) =>
        headers.authorization !== BASIC ? [401, { "www-authenticate": "Basic" }] : url === PATH ? [302, { location: "/moved" }] : FOUND,
      async (fake) => {
        await fake.configure({ auths: { [fake.host]: { auth: ENCODED } } });
        expect(await fake.verify()).toBe("exists");
        expect(fake.asked).toEqual([`HEAD ${PATH}`, `HEAD ${PATH} (${BASIC})`, `HEAD /moved (${BASIC})`]);
      },
    ));

  it.each([
    ["in a circle", (url: string | undefined) => `${url}/a`, 6],
    ["to plain text elsewhere", () => "http://registry.example.com/", 1],
    ["to a file", () => "file:///etc/passwd", 1],
  ])("%s is not followed", (_, location, requests) =>
    withRegistry(
      ({ url }) => [302, { location: location(url) }],
      async (fake) => {
        expect(await fake.verify()).toEqual(["HOST answered HTTP 302 for HOST/team/app@DIGEST", `${TRY} shows whether Docker can read it`]);
        expect(fake.asked.length).toBe(requests);
      },
    ),
  );
});
