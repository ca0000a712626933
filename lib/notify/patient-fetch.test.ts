import { afterEach, describe, expect, it } from "vitest";
import { NoticeServer, type TestAnswer } from "../../test/notify/server.ts";
import { type Patience, patientFetch } from "./patient-fetch.ts";

/** The time for a try is long, because a busy machine answers late. */
const PATIENCE = { totalMs: 30_000, tryMs: 2000, waitMs: 10 };
const IMPATIENCE = { totalMs: 300, tryMs: 100, waitMs: 10 };
const servers: NoticeServer[] = [];

afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

/** Sends a request to a server with these answers. */
async function send(
  answers: readonly TestAnswer[],
  patience: Patience = PATIENCE,
): Promise<readonly [outcome: number | string, requests: number]> {
  const server = new NoticeServer(answers);
  servers.push(server);
  const address = await server.start();
  const outcome = await patientFetch(address, { method: "POST", body: "x" }, patience).then(
    ({ status }) => status,
    (error: unknown) => String(error),
  );
  return [outcome, server.requests.length];
}

const broken = { status: 503 };

describe("patientFetch", () => {
  it.each<readonly [string, readonly TestAnswer[], number, number]>([
    ["takes the first answer", [], 200, 1],
    ["tries again if the server breaks", [broken, broken], 200, 3],
    ["tries again if the server hangs", ["hang"], 200, 2],
    ["tries again if the server is busy", [{ status: 429 }], 200, 2],
    ["gives up if it should wait too long", [{ status: 429, headers: { "retry-after": "60" } }], 429, 1],
    ["does not repeat what the server refuses", [{ status: 404 }], 404, 1],
    ["follows no redirect to another place, and tries again", [{ status: 302, headers: { location: "http://127.0.0.1:9/" } }], 200, 2],
  ])("%s", async (_what, answers, status, requests) => {
    expect(await send(answers)).toEqual([status, requests]);
  });

  it("gives up after its time, and says why without the address", async () => {
    const [outcome] = await send(
      Array.from({ length: 50 }, () => "hang" as const),
      IMPATIENCE,
    );
    expect(outcome).toMatch(/^Error: no answer in \d+ ms$/);
  });
});
