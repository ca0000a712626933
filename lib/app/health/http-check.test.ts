import { describe, expect, it } from "vitest";
import { serveApi } from "../../../test/health/api-server.ts";
import { httpCheck } from "./http-check.ts";

const WAVE = { stacks: ["staging"], pairs: [] };

const healthOf = (url: string, status = 200): Promise<readonly unknown[]> =>
  httpCheck({ kind: "http", url, status })(WAVE, { env: {}, timeoutMs: 100 });

describe("the check over HTTP", () => {
  it("passes with the expected status, also at the last try", async () => {
    expect(await healthOf((await serveApi({ status: 200 })).url)).toEqual([]);
    expect(await healthOf((await serveApi({ status: 503 }, { status: 500 }, { status: 204, body: "" })).url, 204)).toEqual([]);
  });

  it("fails with another status, and names the address and the status", async () => {
    const { url } = await serveApi({ status: 503 });
    expect(await healthOf(url)).toEqual([{ state: "failed", reason: `${url} answered 503 and not 200` }]);
  });

  it("follows no redirect", async () => {
    const { url } = await serveApi({ status: 302, headers: { location: "/" } });
    expect(await healthOf(url)).toEqual([{ state: "failed", reason: `${url} answered 302 and not 200` }]);
  });

  it("has no result if nothing answers", async () => {
    expect(await healthOf("http://127.0.0.1:9/healthz")).toEqual([
      { state: "unknown", reason: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/healthz did not answer: \S/) },
    ]);
    const { url } = await serveApi("hangs");
    expect(await healthOf(url)).toEqual([{ state: "unknown", reason: `${url} did not answer: no answer in 0.1 s` }]);
  });
});
