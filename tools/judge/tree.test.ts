import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readTree } from "./tree.ts";

const home = mkdtempSync(join(tmpdir(), "judge-tree-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test("objects are grouped by stack; the lock and other files are not manifests", async () => {
  const files = [
    "argocd/app-project-prod.yaml",
    "latest/applications/web.yaml",
    "prod/applications/web.yaml",
    "prod/platform/namespace-shop.yml",
    "prod/services/web/versions.yaml",
    "prod/services/web/web.json",
    "top.yaml",
  ];
  for (const file of [...files, "prod/versions.yaml", "prod/README.md"]) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    const name = file.replaceAll("/", ".");
    writeFileSync(join(home, file), files.includes(file) ? `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}}` : "a: 1");
  }
  const groups = await readTree(home);
  const shown = groups.map(({ name, isStack, manifests }) => [name, isStack, manifests.map((one) => one.path.slice(home.length + 1))]);
  expect(shown).toEqual([
    ["argocd", false, files.slice(0, 1)],
    ["latest", true, files.slice(1, 2)],
    ["prod", true, files.slice(2, 6)],
    [".", false, files.slice(6)],
  ]);
});
