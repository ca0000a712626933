import { fstatSync, writeSync } from "node:fs";
import type { WriteStream } from "node:tty";
import { writeError } from "../system/system-errors.ts";
import { EXIT } from "./io.ts";

type Write = (text: string) => void;

/**
 * The process's standard output and error. A reader that goes away (`| head`, a closed terminal) is no error, and work that is half done
 * goes on without it. Output that a disk refuses is lost to somebody who waits for it: then the process ends with 3 at least.
 */
export function openStreams({ stdout, stderr }: Pick<NodeJS.Process, "stdout" | "stderr">): { readonly out: Write; readonly err: Write } {
  const err = writeTo(stderr, () => undefined);
  const out = writeTo(stdout, (error) => {
    const { message, hint } = writeError("standard output cannot be written", error);
    err(`error: ${message}\nhint: ${hint}\n`);
    process.on("exit", (code) => {
      if (code === EXIT.done || code === EXIT.refused) process.exitCode = EXIT.input;
    });
  });
  return { out, err };
}

/** Writes to a stream until it fails. @param onLost called once, where that is not for want of a reader */
function writeTo(stream: WriteStream & { readonly fd: number }, onLost: (error: Error) => void): Write {
  let open = true;
  const onError = (error: NodeJS.ErrnoException): void => {
    if (open && !isClosed(error, stream.isTTY)) onLost(error);
    open = false;
  };
  stream.on("error", onError);
  // Node takes a text for written of which a disk that is nearly full took the beginning.
  const write = isFile(stream.fd)
    ? (text: string) => writeWhole(stream.fd, Buffer.from(text), onError)
    : (text: string) => stream.write(text);
  return (text) => {
    if (open) write(text);
  };
}

function writeWhole(fd: number, bytes: Buffer, onError: (error: Error) => void): void {
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    onError(error);
  }
}

function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}

/** A terminal that was closed says EIO, which is a broken disk elsewhere. */
const isClosed = ({ code }: NodeJS.ErrnoException, isTerminal: boolean): boolean =>
  code === "EPIPE" || code === "ECONNRESET" || (code === "EIO" && isTerminal);
