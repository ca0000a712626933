import { createRequire } from "node:module";
import type Koffi from "koffi";
import { constants } from "node:os";

/** What a platform calls the swap of two paths in one step, and the errors with which it says "not here". */
type Swap = (a: string, b: string) => { readonly result: number; readonly errno: number };

const { EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EXDEV } = constants.errno;
const UNSUPPORTED: ReadonlySet<number> = new Set([EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EXDEV]);

let swap: Swap | null | undefined;

/**
 * Swaps two directories on one file system in one step: Linux `renameat2(RENAME_EXCHANGE)`, macOS
 * `renamex_np(RENAME_SWAP)`. Node has no call for it. False where platform or file system cannot.
 */
export function exchangePaths(a: string, b: string): boolean {
  swap ??= loadSwap();
  if (swap === null) return false;
  const { result, errno } = swap(a, b);
  if (result === 0) return true;
  if (UNSUPPORTED.has(errno)) return false;
  throw new Error(`cannot swap ${a} and ${b}: error ${errno}`);
}

function loadSwap(): Swap | null {
  if (process.platform !== "linux" && process.platform !== "darwin") return null;
  try {
    // Loaded when the first swap comes, because most runs write nothing.
    const koffi: typeof Koffi = createRequire(import.meta.url)("koffi");
    const lib = koffi.load(null);
    if (process.platform === "darwin") {
      const renamex = lib.func("int renamex_np(const char *from, const char *to, unsigned int flags)");
      return (a, b) => ({ result: Number(renamex(a, b, 2)), errno: koffi.errno() });
    }
    const currentDirectory = -100;
    const renameat2 = lib.func("int renameat2(int olddir, const char *from, int newdir, const char *to, unsigned int flags)");
    return (a, b) => ({ result: Number(renameat2(currentDirectory, a, currentDirectory, b, 2)), errno: koffi.errno() });
  } catch {
    return null;
  }
}
