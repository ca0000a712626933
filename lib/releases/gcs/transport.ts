import {
  Agent as HttpAgent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as httpRequest,
  type RequestOptions,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { messageOf } from "../../base/errors.ts";
import type { Failure } from "./retry.ts";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
  /** No more bytes of the answer's body than these are kept. */
  readonly mostBytes: number;
}

/** An answer that has arrived whole, or as much of it as was wanted. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** Whether the body goes on. */
  readonly cut: boolean;
}

/** What came of one request: an answer, a failure that may pass, or one that does not. */
export type Sent = HttpAnswer | Failure | { readonly hopeless: string };

export type Send = (request: HttpRequest, limit: AbortSignal) => Promise<Sent>;

/** A server whose certificate is wrong stays wrong, and so does one without TLS, and the address of a proxy. */
const HOPELESS = /CERT|SELF_SIGNED|ISSUER|ALTNAME|EPROTO|ERR_PROXY_INVALID/;

/** What Node says of a connection, where that is enough to know what happened. */
function inWords(message: string, code: string): string {
  if (message === "aborted") return "the answer broke off";
  return message === "" ? `no connection (${code})` : message;
}

const noTls = (url: string): string => `no TLS with ${new URL(url).host}; an emulator's address starts with http://`;

type Call = (url: string, options: RequestOptions, onResponse: (response: IncomingMessage) => void) => ClientRequest;

/**
 * Sends single requests over connections that are kept. The Storage client's own transport is not used, for it can be neither limited
 * in time nor stopped (node-fetch 3 has no `timeout`), so that an answer that never comes would hold the process for ever.
 */
export function createTransport(): Send {
  let http: HttpAgent | undefined;
  let https: HttpsAgent | undefined;
  const call: Call = (url, options, onResponse) => {
    if (url.startsWith("http:")) return httpRequest(url, { ...options, agent: (http ??= new HttpAgent({ keepAlive: true })) }, onResponse);
    // An emulator's plain HTTP goes straight to it; what leaves the machine goes by the proxy, where there is one.
    https ??= new HttpsAgent({ keepAlive: true, proxyEnv: process.env });
    return httpsRequest(url, { ...options, agent: https }, onResponse);
  };
  return async (request, limit) => {
    try {
      return await attempt(request, limit, call);
    } catch (error) {
      if (limit.aborted) return { failed: "no answer in time" };
      const code = error instanceof Error && "code" in error ? String(error.code) : "";
      if (HOPELESS.test(code)) return { hopeless: code === "EPROTO" ? noTls(request.url) : messageOf(error) };
      if (code === "" || code.startsWith("ERR_INVALID")) throw error;
      return { failed: inWords(messageOf(error), code) };
    }
  };
}

async function attempt({ method, url, headers, body, mostBytes }: HttpRequest, signal: AbortSignal, call: Call): Promise<HttpAnswer> {
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
    if (length > mostBytes) break;
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    bytes: Buffer.concat(chunks).subarray(0, mostBytes),
    cut: length > mostBytes,
  };
}
