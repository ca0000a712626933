import { describe, expect, it } from "vitest";
import { type Answer, serveApi } from "../../../test/health/api-server.ts";
import type { Threshold } from "../../model/pipeline/health/prometheus.ts";
import type { Unhealthy } from "../../resolve/travel/wave-health.ts";
import { prometheusCheck } from "./prometheus-check.ts";

const TOKEN = "s3cret-token";
const WAVE = { stacks: ["prod-eu", "prod-us"], pairs: [] };

const vector = (...samples: readonly (readonly [labels: Record<string, string>, value: string])[]): Answer => ({
  body: {
    status: "success",
    data: { resultType: "vector", result: samples.map(([metric, value]) => ({ metric, value: [1_780_000_000.5, value] })) },
  },
});
const one = (value: string): Answer => vector([{}, value]);

async function check(threshold: Threshold, answers: readonly (Answer | "hangs")[], options: { readonly token?: string } = {}) {
  const server = await serveApi(...answers);
  const spec = { kind: "prometheus" as const, url: `${server.url}/`, query: "errors", threshold, token: undefined, ...options };
  const reasons = await prometheusCheck(spec)(WAVE, { env: { PROM: TOKEN, BAD: "a\nb" }, timeoutMs: 500 });
  return { server, said: reasons.map(({ state, reason }) => `${state}: ${reason.replaceAll(server.host, "HOST")}`) };
}

describe("the check of a Prometheus query", () => {
  it.each<readonly [string, Threshold, Answer, readonly string[]]>([
    ["a value below the threshold", { below: 0.01 }, one("0.002"), []],
    ["a value at the threshold", { below: 0.01 }, one("0.01"), ["failed: errors is 0.01 and not below 0.01"]],
    ["a value above the threshold", { below: 0.01 }, one("0.07"), ["failed: errors is 0.07 and not below 0.01"]],
    ["at most", { atMost: 0 }, one("0"), []],
    ["above at most", { atMost: 0 }, one("1e-3"), ["failed: errors is 1e-3 and not at most 0"]],
    ["above", { above: 5 }, one("5"), ["failed: errors is 5 and not above 5"]],
    ["at least", { atLeast: 5 }, one("5"), []],
    ["a range", { atLeast: 1, below: 9 }, one("12"), ["failed: errors is 12 and not below 9"]],
    ["an infinity", { below: 1 }, one("+Inf"), ["failed: errors is +Inf and not below 1"]],
    [
      "the worst of several series",
      { below: 1 },
      vector([{ job: "cart" }, "0"], [{ job: "mail" }, "2"], [{ job: "pay" }, "3"]),
      ['failed: errors of {job="mail"} is 2 and not below 1, and 1 more'],
    ],
    [
      "a scalar",
      { below: 1 },
      { body: { status: "success", data: { resultType: "scalar", result: [1, "2"] } } },
      ["failed: errors is 2 and not below 1"],
    ],
    ["NaN, because nothing was measured", { below: 1 }, one("NaN"), ["unknown: errors is NaN, which is no number"]],
    ["no series", { below: 1 }, vector(), ["unknown: errors is unknown: HOST has no value for it"]],
    [
      "a range vector",
      { below: 1 },
      { body: { status: "success", data: { resultType: "matrix", result: [] } } },
      ["unknown: errors is unknown: HOST answered no instant vector and no scalar"],
    ],
    [
      "labels that a terminal would obey",
      { below: 1 },
      vector([{ job: "\u001b[2J" }, "2"]),
      ['failed: errors of {job="\\u001b[2J"} is 2 and not below 1'],
    ],
    [
      "a malformed query",
      { below: 1 },
      { status: 400, body: { status: "error", errorType: "bad_data", error: "1:3: parse error\nat x" } },
      ["unknown: errors is unknown: HOST answered 400: 1:3: parse error at x"],
    ],
    ["a page of a proxy", { below: 1 }, { body: "<html>" }, ["unknown: errors is unknown: HOST answered no JSON"]],
    ["a redirect", { below: 1 }, { status: 302, headers: { location: "/login" } }, ["unknown: errors is unknown: HOST answered 302"]],
    [
      "a server that needs a token",
      { below: 1 },
      { status: 401 },
      ["unknown: errors is unknown: HOST answered 401, and the check names no token"],
    ],
  ])("%s", async (_what, threshold, answer, said) => {
    expect((await check(threshold, [answer])).said).toEqual(said);
  });

  it("asks again if the server fails", async () => {
    const { said, server } = await check({ below: 1 }, [{ status: 503 }, { status: 500 }, one("0")]);
    expect([said, server.requests.length]).toEqual([[], 3]);
  });

  it("has no result if the server fails each time, or does not answer", async () => {
    expect((await check({ below: 1 }, [{ status: 503 }])).said).toEqual(["unknown: errors is unknown: HOST answered 503"]);
    expect((await check({ below: 1 }, ["hangs"])).said).toEqual(["unknown: errors is unknown: HOST did not answer: no answer in 0.5 s"]);
  });

  it("sends the token of the variable, and never shows it", async () => {
    const { said, server } = await check({ below: 1 }, [{ status: 403, body: { error: `bad token ${TOKEN}` } }], { token: "PROM" });
    expect(server.requests).toEqual([`/api/v1/query?query=errors Bearer ${TOKEN}`]);
    expect(said).toEqual(["unknown: errors is unknown: HOST answered 403, with the token of PROM: bad token ***"]);
  });

  it.each([
    ["NONE", "the environment variable NONE is not set"],
    ["BAD", "the environment variable BAD has no token in one line"],
  ])("asks nothing without a token: %s", async (token, reason) => {
    const { said, server } = await check({ below: 1 }, [one("0")], { token });
    expect([said, server.requests]).toEqual([[`unknown: errors is unknown: ${reason}`], []]);
  });

  it("asks about the stacks of the wave", async () => {
    const server = await serveApi(one("0"));
    const query = 'errors{cluster=~"$stacks"}';
    const reasons: readonly Unhealthy[] = await prometheusCheck({
      kind: "prometheus",
      url: server.url,
      query,
      threshold: { below: 1 },
      token: undefined,
    })(WAVE, { env: {} });
    expect([reasons, server.requests]).toEqual([[], ['/api/v1/query?query=errors{cluster=~"prod-eu|prod-us"}']]);
  });
});
