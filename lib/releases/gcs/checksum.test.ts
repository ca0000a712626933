import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { bodyOf, crc32c, hashesMatch } from "./checksum.ts";

test.each<[text: string, hash: string]>([
  ["", "AAAAAA=="],
  ["123456789", "4waSgw=="],
])("the CRC32C of %j, as in RFC 3720", (text, hash) => {
  expect(crc32c(Buffer.from(text))).toBe(hash);
});

const packed = gzipSync("123456789");
const md5 = "JfnnlDI7RTiF9RgfG2JNCw==";

describe("a body and the hash that came with it", () => {
  test.each<[what: string, bytes: Buffer, headers: Readonly<Record<string, string>>, matches: boolean | undefined]>([
    ["the same", Buffer.from("123456789"), { "x-goog-hash": `crc32c=4waSgw==,md5=${md5}` }, true],
    ["another CRC32C", Buffer.from("123456780"), { "x-goog-hash": `crc32c=4waSgw==,md5=${md5}` }, false],
    ["the same MD5, no CRC32C", Buffer.from("123456789"), { "x-goog-hash": `md5=${md5}` }, true],
    ["another MD5", Buffer.from("123456780"), { "x-goog-hash": `md5=${md5}` }, false],
    ["none", Buffer.from("123456789"), {}, undefined],
    ["stored packed, sent packed", packed, { "x-goog-hash": `crc32c=${crc32c(packed)}`, "content-encoding": "gzip" }, true],
    ["stored plain, packed on the way", packed, { "x-goog-hash": "crc32c=4waSgw==", "content-encoding": "gzip" }, true],
    [
      "stored packed, unpacked on the way",
      Buffer.from("123456789"),
      { "x-goog-hash": `crc32c=${crc32c(packed)}`, "x-goog-stored-content-encoding": "gzip" },
      undefined,
    ],
  ])("%s", (_what, bytes, headers, matches) => {
    const answer = { status: 200, headers, bytes, cut: false };
    const body = bodyOf(answer, 100) as Buffer;
    expect(body.toString()).toBe(bytes.equals(packed) ? "123456789" : bytes.toString());
    expect(hashesMatch(answer, body)).toBe(matches);
  });
});

test("a malformed gzip body fails, and a huge one is cut at the maximum", () => {
  const gzip = { "content-encoding": "gzip" };
  expect(bodyOf({ status: 200, headers: gzip, bytes: Buffer.from("plain"), cut: false }, 100)).toEqual({
    failed: "the compressed answer cannot be read",
  });
  expect(bodyOf({ status: 200, headers: gzip, bytes: gzipSync("x".repeat(1_000_000)), cut: false }, 100)).toHaveLength(100);
});
