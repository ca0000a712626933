import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { messageOf } from "../base/errors.ts";
import { exitProcess } from "./forbid-exit.ts";

/** The exit codes of a process without a result: by a defect, or by the user's files. */
interface EndCodes {
  readonly defect: number;
  readonly input: number;
}

/** The directory of Fairlead's compiled or checked out code. */
const OWN_CODE = fileURLToPath(new URL("..", import.meta.url));

/** Milliseconds that a finished command waits for timers and sockets of specs. */
const LINGER_MS = 1000;

/**
 * Makes a process without a result exit with its own code. A spec may end the process, fail in a timer, or never settle a promise.
 * @returns a function that ends the watch with the exit code of the result
 */
export function watchEnd(err: (text: string) => void, cwd: string, codes: EndCodes): (code: number) => void {
  const onExit = (): void => {
    process.exitCode = codes.defect;
    err("error: the command ended without a result\nhint: a spec may end the process or wait for ever; git diff shows what changed\n");
  };
  process.once("exit", onExit);
  process.on("uncaughtException", (error) => {
    process.off("exit", onExit);
    const place = placeOf(error, cwd);
    if (place === undefined) err(`${stackOf(error)}\n\nThis is a defect in Fairlead, not in your files.\n`);
    else err(`${place.file}: line ${place.line}: fails while Fairlead runs: ${messageOf(error)}\nerror: 1 problem\n`);
    exitProcess(place === undefined ? codes.defect : codes.input);
  });
  return (code) => {
    process.off("exit", onExit);
    process.exitCode = code;
    // A spec may have started a timer or a server, which would keep the process for ever.
    setTimeout(() => exitProcess(code), LINGER_MS).unref();
  };
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** Returns the first place of an error in a file of the user. Undefined if its stack has none. */
function placeOf(error: unknown, cwd: string): { readonly file: string; readonly line: string } | undefined {
  for (const [, url = "", line = ""] of stackOf(error).matchAll(/(file:\/\/[^\s)]+?):(\d+):\d+/g)) {
    const path = fileURLToPath(url);
    const isOwn = path.startsWith(OWN_CODE) || path.endsWith("/bin/fairlead.js");
    if (!isOwn && !path.includes("/node_modules/")) return { file: relative(cwd, path), line };
  }
  return undefined;
}
