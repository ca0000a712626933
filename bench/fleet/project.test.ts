import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { copySample } from "./project.ts";

const CHECKOUT = join(import.meta.dirname, "..", "..");

it("a copy of the sample fleet is a whole project", () => {
  const directory = temporaryDirectory("sample");
  const { root, locks } = copySample(join(directory, "sample"), CHECKOUT);
  expect([...locks.keys()]).toEqual(["latest", "prod-europe-west1", "prod-us-central1", "staging"]);
  const { status, stderr } = spawnSync(process.execPath, [join(CHECKOUT, "bin", "fairlead.js"), "check"], { cwd: root, encoding: "utf8" });
  expect([status, stderr.replace(/^note: .*\n/, "")]).toEqual([0, ""]);
});
