import { isCode } from "../../base/errors.ts";
import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from "node:fs";
import { UserError } from "../../base/user-error.ts";
import { fileProblem } from "../../system/if-exists.ts";
import { MAXIMUM_BYTES, type StoredObject } from "../store.ts";

/** Receives the bytes of one object at a time. A new buffer for each of many objects costs more than their reads. */
const buffer = Buffer.allocUnsafeSlow(MAXIMUM_BYTES + 1);

/** Reads an object's file; undefined if it does not exist. The hash of its bytes is its generation. Reads at most one byte too many. */
export function readObject(path: string): StoredObject | undefined {
  const fd = openIfExists(path);
  if (fd === undefined) return undefined;
  try {
    const problem = fileProblem(fstatSync(fd));
    if (problem !== undefined) throw notFile(path, problem);
    let length = 0;
    for (let part = -1; part !== 0 && length < buffer.length; length += part)
      part = readSync(fd, buffer, length, buffer.length - length, null);
    const bytes = buffer.subarray(0, length);
    return { text: bytes.toString("utf8"), generation: createHash("sha256").update(bytes).digest("hex") };
  } finally {
    closeSync(fd);
  }
}

/** Opens a file, follows no link, and does not wait for the writer of a pipe. */
function openIfExists(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    const stat = lstatSync(path, { throwIfNoEntry: false });
    const problem = stat === undefined ? undefined : fileProblem(stat);
    throw problem === undefined ? error : notFile(path, problem);
  }
}

const notFile = (path: string, problem: string): UserError =>
  new UserError("DATASTORE", `${path} ${problem}`, { path, hint: `mv ${path} ${path}.old` });
