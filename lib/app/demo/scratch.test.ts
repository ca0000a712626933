import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { createScratch } from "./scratch.ts";

it.each([
  ["needs/kafka.ts", true],
  ["services/cart.ts", true],
  ["notes/todo.md", false],
])("a scratch copy has %s: %s", (path, isCopied) => {
  const root = temporaryDirectory("fleet");
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), "");
  const scratch = createScratch(root, []);
  try {
    expect(existsSync(join(scratch.directory, path))).toBe(isCopied);
  } finally {
    scratch.remove();
  }
});
