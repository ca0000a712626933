import { expect, it } from "vitest";
import { UserError } from "../../base/user-error.ts";
import { datastoreError } from "./datastore-error.ts";

const PATH = "/shop/releases/cart.json";
const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
const busy = new UserError("BUSY", "another process has held /shop/releases for 30 s");
const unsupported = new UserError("WRITE", "/shop/releases cannot be locked: ENOLCK", {
  hint: "move its directory to a local disk of Linux or macOS",
});
const defect = new TypeError("x is not a function");

it.each<readonly [title: string, error: unknown, expected: unknown]>([
  [
    "a full disk",
    full,
    {
      code: "DATASTORE",
      message: `cannot write ${PATH}: ENOSPC: no space left on device, write`,
      hint: "check free space (df) and permissions (ls -ld); no acknowledged write is lost",
    },
  ],
  [
    "a directory that cannot be locked",
    unsupported,
    {
      code: "DATASTORE",
      message: "/shop/releases cannot be locked: ENOLCK",
      hint: "move its directory to a local disk of Linux or macOS, or keep releases in a bucket: docs/releases.md",
    },
  ],
  ["another process with the lock", busy, busy],
  ["a defect", defect, defect],
])("%s", (_title, error, expected) => {
  expect(datastoreError(`cannot write ${PATH}`, PATH, error)).toMatchObject(expected as object);
});
