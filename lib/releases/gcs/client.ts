import { Storage } from "@google-cloud/storage";
import { messageOf } from "../../base/errors.ts";
import type { ApiRequest } from "./requests.ts";
import type { Failure } from "../../system/retry.ts";
import { createTransport, type Sent } from "./transport.ts";

/** The result of one request, or the reason that there are no credentials for it. */
export type Asked = Sent | { readonly noCredentials: string };

/** Sends one request, once. */
export type Client = (request: ApiRequest, limit: AbortSignal) => Promise<Asked>;

const AT_GOOGLE = "https://storage.googleapis.com";

/** Google's own hosts under another name, such as a private endpoint's. They need credentials, too. Plain HTTP never carries a token. */
const GOOGLE = /^(?:https:\/\/)?[a-z0-9.-]+\.googleapis\.com(?::\d+)?\/*$/i;

/**
 * Creates a client of the Cloud Storage API. At Google it uses application default credentials, at another address none.
 * STORAGE_EMULATOR_HOST in the environment is another address.
 */
export function createClient(apiEndpoint: string | undefined): Client {
  // An empty variable means none. The Storage client would use it as an address.
  const address = apiEndpoint ?? (process.env["STORAGE_EMULATOR_HOST"] === "" ? AT_GOOGLE : undefined);
  const storage = new Storage({
    ...(address === undefined ? {} : { apiEndpoint: address, useAuthWithCustomEndpoint: GOOGLE.test(address) }),
    // Objects need no project. Without one, google-auth asks a metadata server that only Google's machines reach.
    projectId: "none",
    retryOptions: { autoRetry: false, maxRetries: 0 },
  });
  // Earlier clients wanted the path in the variable.
  const endpoint = storage.apiEndpoint.replace(/\/storage\/v1$/, "");
  const open = endpoint.startsWith("http:") || (storage.customEndpoint && storage.useAuthWithCustomEndpoint !== true);
  const send = createTransport();

  return async ({ method, path, query, headers, body, maximumBytes }, limit) => {
    const url = `${endpoint}${path}?${new URLSearchParams(query).toString()}`;
    const authorized = open ? { headers: {} } : await authorize(storage, url, limit);
    if (!("headers" in authorized)) return authorized;
    // The API compresses an answer only if the user agent contains "gzip", too.
    const defaults = { "user-agent": "fairlead (gzip)", "accept-encoding": "gzip" };
    return send({ method, url, headers: { ...defaults, ...authorized.headers, ...headers }, body, maximumBytes }, limit);
  };
}

type Authorized = { readonly headers: Readonly<Record<string, string>> } | Failure | { readonly noCredentials: string };

async function authorize(storage: Storage, url: string, limit: AbortSignal): Promise<Authorized> {
  let onTimeout = (): void => undefined;
  const timeout = new Promise<Failure>((resolve) => {
    onTimeout = () => resolve({ failed: "no access token in time" });
  });
  limit.addEventListener("abort", onTimeout, { once: true });
  try {
    const found = await Promise.race([storage.authClient.getRequestHeaders(url), timeout]);
    return "failed" in found ? found : { headers: Object.fromEntries(found.entries()) };
  } catch (error) {
    return isTransient(error) ? { failed: `no access token: ${messageOf(error)}` } : { noCredentials: messageOf(error) };
  } finally {
    limit.removeEventListener("abort", onTimeout);
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

/** True if the request for an access token failed in a way that a retry may fix. */
function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  const status = "status" in error ? Number(error.status) : Number(code);
  return NETWORK.has(code) || status === 408 || status === 429 || status >= 500;
}
