import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../temporary-directory.ts";
import { open } from "./place.ts";

const NAME = "channels/main/cartservice.json";

it.each([
  { bytes: 100, outcome: () => "written" },
  // Part of it fits: the file system writes that part and returns its length.
  { bytes: 20_000, outcome: (path: string) => `cannot write ${path}: EFBIG: file too large, write` },
])("with a limit of 4 KiB a file, an object of $bytes bytes is written completely or not at all", async ({ bytes, outcome }) => {
  const root = temporaryDirectory("full");
  const store = await open({ url: `file:${root}` });
  await store.write(NAME, "before", { expected: "absent" });
  const script = join(import.meta.dirname, "full-disk-process.ts");
  // `ulimit -f` counts blocks of 512 bytes.
  const limited = ["-c", 'ulimit -f 8; exec "$0" "$@"', process.execPath, script, root, NAME, String(bytes)];
  const output = spawnSync("sh", limited, { encoding: "utf8" }).stdout;
  const expected = outcome(join(root, NAME));
  expect([output, (await store.read(NAME))?.text]).toEqual([expected, expected === "written" ? "x".repeat(bytes) : "before"]);
  expect((await store.list("channels/")).map(({ name }) => name)).toEqual([NAME]);
});
