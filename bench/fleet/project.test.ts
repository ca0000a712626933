import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { copySample } from "./project.ts";

const CHECKOUT = join(import.meta.dirname, "..", "..");

it("a copy of the sample fleet is a whole project", () => {
  const directory = mkdtempSync(join(tmpdir(), "fairlead-sample-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const { root, locks } = copySample(join(directory, "sample"), CHECKOUT);
  expect([...locks.keys()]).toEqual(["latest", "prod-europe-west1", "prod-us-central1", "staging"]);
  const { status, stderr } = spawnSync(process.execPath, [join(CHECKOUT, "bin", "fairlead.js"), "check"], { cwd: root, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});
