import { messageOf } from "../../base/errors.ts";
import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { Failure } from "../../system/retry.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  /** Bytes of the answer's body that are kept. */
  readonly maximumBytes: number;
}

/** An answer with its body, up to the maximum. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** True if the body is longer. */
  readonly cut: boolean;
}

/** The result of one request: an answer, a failure that a retry may fix, or one that it cannot fix. */
export type Sent = HttpAnswer | Failure | { readonly permanent: string };

export type Send = (request: HttpRequest, limit: AbortSignal) => Promise<Sent>;

/** The failure of a request that its limit ended. */
export const NO_ANSWER = "no answer in time";

/** Error codes that a retry does not change: a wrong certificate, no TLS, a malformed proxy address. */
const PERMANENT = /CERT|SELF_SIGNED|ISSUER|ALTNAME|EPROTO|ERR_PROXY_INVALID/;

/** Rewords Node's message about a connection. */
function inWords(message: string, code: string): string {
  if (message === "aborted") return "the answer was cut off";
  return message === "" ? `no connection (${code})` : message;
}

const noTls = (url: string): string => `no TLS with ${new URL(url).host}; an emulator's address starts with http://`;

type Call = (url: string, options: RequestOptions, onResponse: (response: IncomingMessage) => void) => ClientRequest;

/**
 * Creates a transport that sends single requests over keep-alive connections. The Storage client's own transport has neither a time
 * limit nor an abort (node-fetch 3 has no `timeout`). With it, a missing answer blocks the process.
 */
export function createTransport(): Send {
  let http: HttpAgent | undefined;
  let https: HttpsAgent | undefined;
  const call: Call = (url, options, onResponse) => {
    if (url.startsWith("http:")) return httpRequest(url, { ...options, agent: (http ??= new HttpAgent({ keepAlive: true })) }, onResponse);
    // HTTPS uses the environment's proxy. Plain HTTP goes directly to an emulator.
    https ??= new HttpsAgent({ keepAlive: true, proxyEnv: process.env });
    return httpsRequest(url, { ...options, agent: https }, onResponse);
  };
  return async (request, limit) => {
    try {
      return await attempt(request, limit, call);
    } catch (error) {
      if (limit.aborted) return { failed: NO_ANSWER };
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (PERMANENT.test(code)) return { permanent: code === "EPROTO" ? noTls(request.url) : messageOf(error) };
      if (code === "" || code.startsWith("ERR_INVALID")) throw error;
      return { failed: inWords(messageOf(error), code) };
    }
  };
}

async function attempt({ method, url, headers, body, maximumBytes }: HttpRequest, signal: AbortSignal, call: Call): Promise<HttpAnswer> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const length = method === "GET" ? {} : { "content-length": String(body?.length ?? 0) };
    call(url, { method, headers: { ...headers, ...length }, signal }, resolve)
      .on("error", reject)
      .end(body);
  });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maximumBytes) break;
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    bytes: Buffer.concat(chunks).subarray(0, maximumBytes),
    cut: length > maximumBytes,
  };
}
