import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** An answer: JSON, text, or none at all. */
export interface Answer {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is. "hangs" keeps the connection open without an answer. @default {} */
  readonly body?: unknown;
}

export interface ApiServer {
  readonly url: string;
  readonly host: string;
  /** The requests, with their tokens: `/api/v1/query?query=up Bearer secret`. */
  readonly requests: readonly string[];
}

/** Serves answers in order, on this machine. The last one stays. A function answers by the path. */
export async function serveApi(...answers: readonly (Answer | "hangs" | ((path: string) => Answer))[]): Promise<ApiServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    const given = answers[Math.min(requests.length, answers.length - 1)] ?? {};
    requests.push(`${path}${request.headers.authorization === undefined ? "" : ` ${request.headers.authorization}`}`);
    if (given === "hangs") return;
    const { status = 200, headers = {}, body = {} } = typeof given === "function" ? given(path) : given;
    response.writeHead(status, headers);
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}`, host, requests };
}
