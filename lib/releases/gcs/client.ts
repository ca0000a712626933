import { Storage } from "@google-cloud/storage";
import { messageOf } from "../../base/errors.ts";
import type { ApiRequest } from "./requests.ts";
import type { Failure } from "./retry.ts";
import { createTransport, type Sent } from "./transport.ts";

/** What came of one request, where there were credentials for it. */
export type Asked = Sent | { readonly noCredentials: string };

/** One request, once. */
export type Client = (request: ApiRequest, limit: AbortSignal) => Promise<Asked>;

const AT_GOOGLE = "https://storage.googleapis.com";

/** Hosts that are Google's own under another name, such as a private endpoint's: they want credentials, too. */
const GOOGLE = /^(?:https?:\/\/)?[a-z0-9.-]+\.googleapis\.com(?::\d+)?\/*$/i;

/**
 * The Cloud Storage API at Google, with application default credentials, or at another address, which is asked without any.
 * The environment's STORAGE_EMULATOR_HOST is such an address.
 */
export function createClient(apiEndpoint: string | undefined): Client {
  // A variable that is set to nothing is as good as none; the client would take it for an address.
  const address = apiEndpoint ?? (process.env["STORAGE_EMULATOR_HOST"] === "" ? AT_GOOGLE : undefined);
  const storage = new Storage({
    ...(address === undefined ? {} : { apiEndpoint: address, useAuthWithCustomEndpoint: GOOGLE.test(address) }),
    // Objects need no project; without a name google-auth would look for one, at addresses that only Google's machines answer at.
    projectId: "none",
    retryOptions: { autoRetry: false, maxRetries: 0 },
  });
  // Some set the variable with the path, as earlier clients wanted it.
  const endpoint = storage.apiEndpoint.replace(/\/storage\/v1$/, "");
  const open = storage.customEndpoint && storage.useAuthWithCustomEndpoint !== true;
  const send = createTransport();

  return async ({ method, path, query, headers, body, mostBytes }, limit) => {
    const url = `${endpoint}${path}?${new URLSearchParams(query).toString()}`;
    const authorized = open ? { headers: {} } : await authorize(storage, url, limit);
    if (!("headers" in authorized)) return authorized;
    // The API compresses an answer only for clients that say so in their name as well.
    const own = { "user-agent": "fairlead (gzip)", "accept-encoding": "gzip" };
    return send({ method, url, headers: { ...own, ...authorized.headers, ...headers }, body, mostBytes }, limit);
  };
}

type Authorized = { readonly headers: Readonly<Record<string, string>> } | Failure | { readonly noCredentials: string };

async function authorize(storage: Storage, url: string, limit: AbortSignal): Promise<Authorized> {
  const late = Promise.withResolvers<Failure>();
  const onLate = (): void => late.resolve({ failed: "no access token in time" });
  limit.addEventListener("abort", onLate, { once: true });
  try {
    const found = await Promise.race([storage.authClient.getRequestHeaders(url), late.promise]);
    return "failed" in found ? found : { headers: Object.fromEntries(found.entries()) };
  } catch (error) {
    return isPassing(error) ? { failed: `no access token: ${messageOf(error)}` } : { noCredentials: messageOf(error) };
  } finally {
    limit.removeEventListener("abort", onLate);
  }
}

const NETWORK: ReadonlySet<unknown> = new Set([
  "ECONNRESET",
  "ECONNREFUSED",
  "ETIMEDOUT",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
]);

/** Whether asking for an access token failed as any request may. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  const status = "status" in error ? Number(error.status) : Number(code);
  return NETWORK.has(code) || status === 408 || status === 429 || status >= 500;
}
