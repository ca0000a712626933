import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { ChangeGroup } from "../diff/group.ts";
import { jsonReporter } from "../report/json/json.ts";
import { previewSections } from "../report/markdown/preview.ts";
import { previewView } from "../report/results/preview.ts";
import { sampleWholePreview } from "../../test/sample-report.ts";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { readPreview } from "./artifact.ts";

it("reads all that a report shows of a preview, except what git tells", () => {
  const directory = temporaryDirectory("artifact");
  mkdirSync(directory, { recursive: true });
  const preview = sampleWholePreview("x");
  writeFileSync(join(directory, "preview.json"), jsonReporter().previewed(preview));
  const read = readPreview(directory, []);
  const { manifests: _ofGit, ...rest } = previewView(preview);
  // The report takes the contents of files from git, and shows none of later waves.
  const waves = rest.later.map(({ view, ...wave }) => ({ ...wave, view: { ...view, groups: view.groups.map(withoutFiles) } }));
  expect(read.state === "read" ? previewSections(read.value) : read).toEqual(previewSections({ ...rest, later: waves }));
});

const withoutFiles = (group: ChangeGroup): ChangeGroup => ({
  ...group,
  members: group.members.map((member) => ({ ...member, object: { ...member.object, text: "", value: undefined } })),
});
