import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fstatSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isSystemError } from "../../system/system-errors.ts";
import { catFile, contentsIn } from "./revision-source.ts";

/**
 * Reads many great blobs, a part after the other, into the same memory. Git writes them into a file, because each part of a pipe would be new
 * memory. A gigabyte of that would keep the garbage collector busy for seconds. If no file can be written, a pipe has them.
 */
export class BlobReader {
  readonly #root: string;
  #file: number | undefined;
  #memory = Buffer.alloc(0);

  constructor(root: string) {
    this.#root = root;
    this.#file = openUnnamed();
  }

  /** Reads blobs: id -> content. The contents are valid until the next call. @throws UserError GIT */
  async read(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
    if (this.#file !== undefined && !(await this.#write(this.#file, ids))) this.close();
    return contentsIn(this.#file === undefined ? catFile(this.#root, "--batch", ids) : this.#readFile(this.#file));
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  /** Lets git write blobs into the file. Returns false if git fails, perhaps because the disk is full. */
  async #write(file: number, ids: readonly string[]): Promise<boolean> {
    ftruncateSync(file);
    const child = spawn("git", ["cat-file", "--batch"], { cwd: this.#root, stdio: ["pipe", file, "ignore"] });
    // A git that ends early closes its input. Its status says that it failed.
    child.stdin?.on("error", () => undefined).end(`${ids.join("\n")}\n`);
    const [status] = (await once(child, "close")) as unknown[];
    return status === 0;
  }

  #readFile(file: number): Buffer {
    const { size } = fstatSync(file);
    if (this.#memory.length < size) this.#memory = Buffer.allocUnsafeSlow(Math.ceil(size * 1.25));
    for (let at = 0; at < size;) at += readSync(file, this.#memory, at, size - at, at);
    return this.#memory.subarray(0, size);
  }
}

/** Opens a temporary file without a name. Returns undefined if there is no place for one. */
function openUnnamed(): number | undefined {
  try {
    const directory = mkdtempSync(join(tmpdir(), "fairlead-git-"));
    try {
      // Git appends, because a truncated file keeps its place.
      return openSync(join(directory, "blobs"), "ax+", 0o600);
    } finally {
      // The open file needs no name, so an interrupted run leaves none behind.
      rmSync(directory, { recursive: true });
    }
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}
