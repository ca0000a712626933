import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { previewMarkdown } from "../report/markdown/preview.ts";
import { jsonReporter } from "../report/json/json.ts";
import { samplePreview } from "../../test/sample-cloud.ts";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { readCloud } from "./artifact.ts";

it("reads all that a report shows of a preview", () => {
  const directory = temporaryDirectory("artifact");
  mkdirSync(directory, { recursive: true });
  const preview = samplePreview("x");
  writeFileSync(join(directory, "cloud.json"), jsonReporter().previewed(preview));
  const read = readCloud(directory);
  expect(read.state === "read" ? previewMarkdown(read.value) : read).toBe(previewMarkdown(preview));
});
