import { isCode } from "../../base/errors.ts";
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { MAXIMUM_BYTES, type StoredObject } from "../store.ts";

/** Reads an object's file; undefined if it does not exist. The hash of its bytes is its generation. Reads at most one byte too many. */
export function readObject(path: string): StoredObject | undefined {
  const fd = openIfExists(path);
  if (fd === undefined) return undefined;
  try {
    const buffer = Buffer.alloc(MAXIMUM_BYTES + 1);
    let length = 0;
    for (let part = -1; part !== 0 && length < buffer.length; length += part)
      part = readSync(fd, buffer, length, buffer.length - length, null);
    const bytes = buffer.subarray(0, length);
    return { text: bytes.toString("utf8"), generation: createHash("sha256").update(bytes).digest("hex") };
  } finally {
    closeSync(fd);
  }
}

function openIfExists(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
