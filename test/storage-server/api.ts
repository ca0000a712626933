import { type Answer, failed } from "./answer.ts";
import type { ServedBucket } from "./objects.ts";

/** A request as it arrived. */
export interface ServedRequest {
  readonly method: string;
  /** The path with encoded names: `/storage/v1/b/acme/o/fleet%2Fx.json`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Performs a request of the JSON API. Answers 501 to a request that no datastore sends. */
export function perform(request: ServedRequest, buckets: ReadonlyMap<string, ServedBucket>): Answer {
  const { method, path, query, headers } = request;
  const [, upload, name = "", encoded] = /^(\/upload)?\/storage\/v1\/b\/([^/]+)\/o(?:\/(.+))?$/.exec(path) ?? [];
  const bucket = buckets.get(decodeURIComponent(name));
  if (name === "") return failed(404, { message: "Not Found" });
  if (bucket === undefined) return failed(404, { message: "The specified bucket does not exist.", media: query["alt"] === "media" });
  const object = encoded === undefined ? undefined : decodeURIComponent(encoded);
  if (upload !== undefined) return method === "POST" && query["uploadType"] === "multipart" ? insert(request, bucket) : failed(501);
  if (object === undefined) return method === "GET" ? bucket.list(query) : failed(501);
  if (method === "GET") return bucket.get(object, query, (headers["accept-encoding"] ?? "").includes("gzip"));
  return method === "DELETE" ? bucket.remove(object, query) : failed(501);
}

function insert({ headers, query, body }: ServedRequest, bucket: ServedBucket): Answer {
  const [about, content] = partsOf(body, headers["content-type"] ?? "");
  if (about === undefined || content === undefined) return failed(400, { message: "Multipart must have two parts." });
  const {
    name = query["name"],
    contentType = "application/octet-stream",
    contentEncoding,
    crc32c,
    metadata,
  } = JSON.parse(about.toString());
  if (typeof name !== "string") return failed(400, { message: "Required" });
  return bucket.insert({ name, bytes: content, contentType, contentEncoding, crc32c, metadata }, query);
}

/** Splits a `multipart/related` body into its parts. */
function partsOf(body: Buffer, contentType: string): readonly Buffer[] {
  const [, boundary] = /^multipart\/related;\s*boundary="?([^";]+)"?/.exec(contentType) ?? [];
  if (boundary === undefined) return [];
  // latin1 has one byte a code unit, so positions in the string are positions in the bytes.
  const text = `\r\n${body.toString("latin1")}`;
  return text
    .split(`\r\n--${boundary}`)
    .slice(1, -1)
    .map((part) => Buffer.from(part.slice(part.indexOf("\r\n\r\n") + 4), "latin1"));
}
