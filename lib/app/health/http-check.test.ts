import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { unhealthyStages } from "./unhealthy-stages.ts";

/** Serves answers with these statuses, in order. The last one stays. */
async function served(...statuses: readonly number[]): Promise<string> {
  let asked = 0;
  const server = createServer((_request, response) => {
    response.statusCode = statuses[Math.min(asked, statuses.length - 1)] ?? 500;
    asked += 1;
    response.end("x");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/healthz`;
}

const healthOf = async (url: string, status = 200): Promise<string | undefined> => {
  const stage = { name: "staging", waves: [["staging"]], soakMs: 1, health: [{ kind: "http" as const, url, status }] };
  return (await unhealthyStages({ stages: [stage], freezes: [] }, new Set(["staging"]))).get("staging");
};

describe("the check over HTTP", () => {
  it("passes with the expected status, also at the last try", async () => {
    expect(await healthOf(await served(200))).toBeUndefined();
    expect(await healthOf(await served(503, 500, 204), 204)).toBeUndefined();
  });

  it("names the address and the status", async () => {
    const url = await served(503);
    expect(await healthOf(url)).toBe(`${url} answered 503 and not 200`);
  });

  it("follows no redirect", async () => {
    expect(await healthOf(await served(302))).toContain("answered 302 and not 200");
  });

  it("names the reason if nothing answers", async () => {
    expect(await healthOf("http://127.0.0.1:9/healthz")).toContain("http://127.0.0.1:9/healthz did not answer: ");
  });

  it("asks only the stages that matter", async () => {
    const stage = {
      name: "prod",
      waves: [["prod"]],
      soakMs: 1,
      health: [{ kind: "http" as const, url: "http://127.0.0.1:9", status: 200 }],
    };
    expect(await unhealthyStages({ stages: [stage], freezes: [] }, new Set(["staging"]))).toEqual(new Map());
  });
});
