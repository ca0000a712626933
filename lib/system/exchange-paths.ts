import { createRequire } from "node:module";
import type Koffi from "koffi";
import { constants } from "node:os";
import { getSystemErrorName } from "node:util";

/** A platform's call that swaps two paths. */
type Swap = (a: string, b: string) => { readonly result: number; readonly errno: number };

const { EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EXDEV } = constants.errno;
/** Errors of a platform or a file system without the call. */
const UNSUPPORTED: ReadonlySet<number> = new Set([EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP, EXDEV]);

/** `RENAME_EXCHANGE` on Linux, `RENAME_SWAP` on macOS. */
const EXCHANGE = 2;
/** `AT_FDCWD`: relative paths start at the current directory. */
const CURRENT_DIRECTORY = -100;

let swap: Swap | null | undefined;

/**
 * Swaps two files or directories on one file system atomically: Linux `renameat2`, macOS `renamex_np`. Node has no function for it.
 * False if the platform or the file system does not support it.
 */
export function exchangePaths(a: string, b: string): boolean {
  swap ??= loadSwap();
  if (swap === null) return false;
  const { result, errno } = swap(a, b);
  if (result === 0) return true;
  if (UNSUPPORTED.has(errno)) return false;
  const code = getSystemErrorName(-errno);
  throw Object.assign(new Error(`${code}: cannot swap '${a}' and '${b}'`), { code, errno: -errno, syscall: "rename", path: a });
}

function loadSwap(): Swap | null {
  if (process.platform !== "linux" && process.platform !== "darwin") return null;
  try {
    // Loaded with the first swap: most runs write nothing.
    const koffi: typeof Koffi = createRequire(import.meta.url)("koffi");
    const lib = koffi.load(null);
    if (process.platform === "darwin") {
      const renamex = lib.func("int renamex_np(const char *from, const char *to, unsigned int flags)");
      return (a, b) => ({ result: Number(renamex(a, b, EXCHANGE)), errno: koffi.errno() });
    }
    const renameat2 = lib.func("int renameat2(int olddir, const char *from, int newdir, const char *to, unsigned int flags)");
    return (a, b) => ({ result: Number(renameat2(CURRENT_DIRECTORY, a, CURRENT_DIRECTORY, b, EXCHANGE)), errno: koffi.errno() });
  } catch {
    return null;
  }
}
