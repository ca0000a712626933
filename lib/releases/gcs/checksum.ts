import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { CRC32C } from "@google-cloud/storage";
import type { HttpAnswer } from "./transport.ts";

/** CRC32C as Cloud Storage writes it: base64 of four bytes, the highest first. */
export function crc32c(bytes: Buffer): string {
  const hash = new CRC32C();
  hash.update(bytes);
  return hash.toString();
}

/** The body of an answer without compression, or why there is none. A body that was cut short gives what can be had of it. */
export function bodyOf({ headers, bytes, cut }: HttpAnswer, mostBytes: number): Buffer | { readonly failed: string } {
  if (headers["content-encoding"] !== "gzip") return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const isLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    // Larger than anything of ours: that it is so is all that has to be known.
    return cut || isLarge ? Buffer.alloc(mostBytes) : { failed: "a compressed answer that cannot be read" };
  }
}

/**
 * Whether the bytes of an object are those that the server has a hash of; undefined where it told none that applies.
 * @param known the CRC32C, where it was asked for beside the content
 */
export function hashesMatch({ headers, bytes, cut }: HttpAnswer, body: Buffer, known?: string): boolean | undefined {
  const told = hashesIn(headers["x-goog-hash"]);
  // The hash is that of the stored bytes; a server on the way that unpacks them leaves nothing to compare.
  if (cut || (headers["x-goog-stored-content-encoding"] === "gzip" && headers["content-encoding"] !== "gzip")) return undefined;
  const candidates = bytes === body ? [body] : [bytes, body];
  const crc = told.get("crc32c") ?? known;
  if (crc !== undefined) return candidates.some((candidate) => crc32c(candidate) === crc);
  const md5 = told.get("md5");
  return md5 === undefined ? undefined : candidates.some((candidate) => createHash("md5").update(candidate).digest("base64") === md5);
}

/** `crc32c=n03x6A==,md5=Ojk9c3dhfxgoKVVHYwFbHQ==`, in one header or in several. */
const hashesIn = (header: string | string[] | undefined): ReadonlyMap<string, string> =>
  new Map(
    [header ?? []]
      .flat()
      .flatMap((line) => line.split(","))
      .map((part) => [part.slice(0, part.indexOf("=")).trim(), part.slice(part.indexOf("=") + 1).trim()]),
  );
