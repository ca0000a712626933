import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Answer } from "./answer.ts";
import type { ServedRequest } from "./api.ts";
import type { Fault } from "./faults.ts";

/** Reads a complete request. */
export async function received(incoming: IncomingMessage): Promise<ServedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(incoming.url ?? "/", "http://storage");
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const query = Object.fromEntries(url.searchParams);
  return { method: incoming.method ?? "GET", path: url.pathname, query, headers, body: Buffer.concat(chunks) };
}

/** Sends an answer with a fault. Without an answer, it resets the connection or sends nothing. */
export function send(outgoing: ServerResponse, answer: Answer | undefined, fault: Fault | undefined, acceptsGzip: boolean): void {
  const kind = fault?.kind;
  if (answer === undefined) {
    // A reset, because a normal end looks intended.
    if (kind === "reset" || kind === "reset-after") outgoing.socket?.resetAndDestroy();
    return;
  }
  const { status, headers, body } = spoiled(compressed(answer, acceptsGzip), fault);
  outgoing.writeHead(status, { ...headers, ...(status === 204 || status === 304 ? {} : { "content-length": String(body.length) }) });
  if (kind !== "truncate" && kind !== "stall-body") {
    outgoing.end(body);
    return;
  }
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => {
    if (kind === "truncate") outgoing.destroy();
  });
}

/** Compresses long JSON if the client accepts it, as the API does. */
function compressed(answer: Answer, acceptsGzip: boolean): Answer {
  const isJson = answer.headers["content-type"]?.startsWith("application/json") === true;
  if (!acceptsGzip || !isJson || answer.headers["x-goog-hash"] !== undefined || answer.body.length < 1000) return answer;
  return { ...answer, headers: { ...answer.headers, "content-encoding": "gzip" }, body: gzipSync(answer.body, { level: 1 }) };
}

function spoiled(answer: Answer, fault: Fault | undefined): Answer {
  switch (fault?.kind) {
    case "corrupt": {
      const middle = Math.floor(answer.body.length / 2);
      return { ...answer, body: Buffer.from(answer.body.map((byte, at) => (at === middle ? byte ^ 1 : byte))) };
    }
    case "wrong-hash":
      return { ...answer, headers: { ...answer.headers, "x-goog-hash": "crc32c=AAAAAA==,md5=AAAAAAAAAAAAAAAAAAAAAA==" } };
    case "without": {
      const { headers } = fault;
      return { ...answer, headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !headers.includes(name))) };
    }
    case "status":
      return fault.retryAfter === undefined ? answer : { ...answer, headers: { ...answer.headers, "retry-after": fault.retryAfter } };
    default:
      return answer;
  }
}
