import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { CRC32C } from "@google-cloud/storage";
import type { HttpAnswer } from "./transport.ts";

/** Computes the CRC32C as Cloud Storage writes it: base64 of four bytes, big-endian. */
export function crc32c(bytes: Buffer): string {
  const hash = new CRC32C();
  hash.update(bytes);
  return hash.toString();
}

/** Decompresses the body of an answer. A truncated body gives a buffer of `maximumBytes`. */
export function bodyOf({ headers, bytes, cut }: HttpAnswer, maximumBytes: number): Buffer | { readonly failed: string } {
  if (headers["content-encoding"] !== "gzip") return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: maximumBytes });
  } catch (error) {
    const isLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    // The parser refuses the size, so the content does not matter.
    return cut || isLarge ? Buffer.alloc(maximumBytes) : { failed: "the compressed answer cannot be read" };
  }
}

/**
 * Compares the bytes of an object with the server's hash. Undefined if the answer has no hash that applies.
 * @param known the CRC32C of an earlier answer
 */
export function hashesMatch({ headers, bytes, cut }: HttpAnswer, body: Buffer, known?: string): boolean | undefined {
  const hashes = hashesIn(headers["x-goog-hash"]);
  // The hash is of the stored bytes. If a proxy decompressed them, there is nothing to compare.
  if (cut || (headers["x-goog-stored-content-encoding"] === "gzip" && headers["content-encoding"] !== "gzip")) return undefined;
  const candidates = bytes === body ? [body] : [bytes, body];
  const crc = hashes.get("crc32c") ?? known;
  if (crc !== undefined) return candidates.some((candidate) => crc32c(candidate) === crc);
  const md5 = hashes.get("md5");
  return md5 === undefined ? undefined : candidates.some((candidate) => createHash("md5").update(candidate).digest("base64") === md5);
}

/** Parses `crc32c=n03x6A==,md5=Ojk9c3dhfxgoKVVHYwFbHQ==`, from one header or several. */
const hashesIn = (header: string | string[] | undefined): ReadonlyMap<string, string> =>
  new Map(
    [header ?? []]
      .flat()
      .flatMap((line) => line.split(","))
      .map((part) => [part.slice(0, part.indexOf("=")).trim(), part.slice(part.indexOf("=") + 1).trim()]),
  );
