import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../base/user-error.ts";
import { noContent } from "./revision-source.ts";

const NEWLINE = 10;

/**
 * Reads many great blobs, a part after the other, into the same memory. Git writes them into a file, because each part of a pipe would be new
 * memory. A gigabyte of that would keep the garbage collector busy for seconds.
 */
export class BlobReader {
  readonly #root: string;
  readonly #file: number;
  #memory = Buffer.alloc(0);

  constructor(root: string) {
    this.#root = root;
    const directory = mkdtempSync(join(tmpdir(), "fairlead-git-"));
    this.#file = openSync(join(directory, "blobs"), "ax+", 0o600);
    // Git appends, because a truncated file keeps its place. The open file needs no name, so an interrupted run leaves none behind.
    rmSync(directory, { recursive: true });
  }

  /** Reads blobs: id -> content. The contents are valid until the next call. @throws UserError GIT */
  async read(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    await this.#write(ids);
    const { size: length } = fstatSync(this.#file);
    if (this.#memory.length < length) this.#memory = Buffer.allocUnsafeSlow(Math.ceil(length * 1.25));
    for (let at = 0; at < length;) at += readSync(this.#file, this.#memory, at, length - at, at);
    const contents = new Map<string, Buffer>();
    for (let at = 0; at < length;) {
      const end = this.#memory.indexOf(NEWLINE, at);
      const [id = "", type, size = ""] = this.#memory.toString("latin1", at, end).split(" ");
      if (type !== "blob") throw noContent(id);
      const start = end + 1;
      contents.set(id, this.#memory.subarray(start, start + Number(size)));
      at = start + Number(size) + 1;
    }
    return contents;
  }

  close(): void {
    closeSync(this.#file);
  }

  async #write(ids: readonly string[]): Promise<void> {
    ftruncateSync(this.#file);
    const child = spawn("git", ["cat-file", "--batch"], { cwd: this.#root, stdio: ["pipe", this.#file, "pipe"] });
    const said: string[] = [];
    child.stderr?.setEncoding("utf8").on("data", (text: string) => said.push(text));
    // A git that ends early closes its input. Its status tells why.
    child.stdin?.on("error", () => undefined).end(`${ids.join("\n")}\n`);
    const [status] = (await once(child, "close")) as unknown[];
    if (status === 0) return;
    throw new UserError("GIT", `git cat-file failed: ${said.join("").trim() || `it exited with ${String(status)}`}`, {
      hint: `git -C ${this.#root} fsck lists missing objects`,
    });
  }
}
