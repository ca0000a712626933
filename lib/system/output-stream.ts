import { fstatSync, writeSync } from "node:fs";
import type { WriteStream } from "node:tty";

/** Opens an output. It writes until it fails. @param onLost called once if it fails for another reason than a reader that went away */
export function openOutput(stream: WriteStream & { readonly fd: number }, onLost: (error: Error) => void): (text: string) => void {
  let open = true;
  const onError = (error: NodeJS.ErrnoException): void => {
    if (open && !isClosed(error, stream.isTTY)) onLost(error);
    open = false;
  };
  stream.on("error", onError);
  // If a disk is nearly full, it takes a part of a string, and Node counts the string as written.
  const write = isFile(stream.fd) ? (text: string) => writeWhole(stream.fd, Buffer.from(text), onError) : stream.write.bind(stream);
  return (text) => {
    if (open) write(text);
  };
}

/** Sends later writes to one stream to another one. Outputs that are open keep their stream. */
export function redirectOutput(from: WriteStream, to: WriteStream): void {
  from.write = to.write.bind(to);
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

/** True if the reader went away. A closed terminal gives EIO, which elsewhere means a broken disk. */
const isClosed = ({ code }: NodeJS.ErrnoException, isTerminal: boolean): boolean =>
  code === "EPIPE" || code === "ECONNRESET" || (code === "EIO" && isTerminal);

/** True if results have colours: NO_COLOR (no-color.org) and FORCE_COLOR win, else only a terminal has them. */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTty: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb") return false;
  const forced = env["FORCE_COLOR"];
  return forced === undefined ? isTty : forced !== "0" && forced !== "false";
}
