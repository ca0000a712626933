import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../temporary-directory.ts";
import { open } from "./place.ts";

const NAME = "channels/main/cartservice.json";

it.each([
  { bytes: 100, outcome: () => "written" },
  // Part of it fits: a file system gives that part, and says how much it was.
  { bytes: 20_000, outcome: (path: string) => `cannot write ${path}: EFBIG: file too large, write` },
])("where a file may have 4 KiB, an object of $bytes bytes is written whole or not at all", async ({ bytes, outcome }) => {
  const root = temporaryDirectory("full");
  const store = await open({ url: `file:${root}` });
  await store.write(NAME, "before", { expected: "absent" });
  const script = join(import.meta.dirname, "full-disk-process.ts");
  // In blocks of 512 bytes.
  const limited = ["-c", 'ulimit -f 8; exec "$0" "$@"', process.execPath, script, root, NAME, String(bytes)];
  const said = spawnSync("sh", limited, { encoding: "utf8" }).stdout;
  const expected = outcome(join(root, NAME));
  expect([said, (await store.read(NAME))?.text]).toEqual([expected, expected === "written" ? "x".repeat(bytes) : "before"]);
  expect((await store.list("channels/")).map(({ name }) => name)).toEqual([NAME]);
});
