import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { BlobReader } from "./blob-reader.ts";

afterEach(() => vi.unstubAllEnvs());

/** Makes a repository with blobs. */
function repository(texts: readonly string[]): { readonly root: string; readonly ids: readonly string[] } {
  const root = temporaryDirectory();
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  const ids = texts.map((input) => execFileSync("git", ["hash-object", "-w", "--stdin"], { cwd: root, input, encoding: "utf8" }).trim());
  return { root, ids };
}

describe("blobs", () => {
  it.each<readonly [place: string, directory: () => string]>([
    ["a temporary directory", () => temporaryDirectory()],
    ["no temporary directory", () => "/nonexistent"],
    [
      "a temporary directory that is a file",
      () => {
        const path = join(temporaryDirectory(), "file");
        writeFileSync(path, "");
        return path;
      },
    ],
    // Every write into a file of this system fails.
    ["a temporary directory that takes no files", () => "/proc"],
  ])("are read with %s", async (_place, directory) => {
    const texts = ["one\n", "", `two\0${"x".repeat(100_000)}`];
    const { root, ids } = repository(texts);
    vi.stubEnv("TMPDIR", directory());
    const reader = new BlobReader(root);
    for (const part of [ids, ids.slice(1), ids.slice(0, 1)]) {
      const contents = await reader.read(part);
      expect(part.map((id) => contents.get(id)?.toString())).toEqual(part.map((id) => texts[ids.indexOf(id)]));
    }
    reader.close();
  });

  it("that a repository lacks are named", async () => {
    const { root } = repository([]);
    const reader = new BlobReader(root);
    await expect(reader.read(["1".repeat(40)])).rejects.toThrow(`git has no content for ${"1".repeat(40)}`);
    reader.close();
  });
});
