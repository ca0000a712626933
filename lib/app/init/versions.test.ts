import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../../test/temporary-directory.ts";
import { VERSION } from "../version.ts";
import { ownSpecifier } from "./versions.ts";

/** Returns the specifier in `new/package.json` that Fairlead names, if a project beside it has installed it. */
function specifierFrom(packageJson: string | undefined): string {
  const root = temporaryDirectory();
  const [project, installed] = [join(root, "project"), join(root, "project/node_modules/fairlead")];
  mkdirSync(installed, { recursive: true });
  if (packageJson !== undefined) writeFileSync(join(project, "package.json"), packageJson);
  try {
    return ownSpecifier(join(root, "new"), installed);
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { message: error.message.replace(`${root}/`, "") }) : error;
  }
}

describe("the specifier of Fairlead in a new package.json", () => {
  it.each<readonly [installer: string | undefined, specifier: string]>([
    [undefined, VERSION],
    ["{}", VERSION],
    ['{ "devDependencies": { "fairlead": "^0.1.0" } }', "^0.1.0"],
    ['\uFEFF{ "dependencies": { "fairlead": "file:packed/fairlead.tgz" } }', "file:../project/packed/fairlead.tgz"],
    ['{ "dependencies": { "fairlead": 1 } }', VERSION],
  ])("of a project with %j is %s", (installer, specifier) => {
    expect(specifierFrom(installer)).toBe(specifier);
  });

  it.each<readonly [installer: string, reason: string]>([
    ["", "Unexpected end of JSON input"],
    ["null", "the file must be an object"],
    ["[]", "the file must be an object"],
    ['{ "dependencies": null }', "dependencies must be an object"],
    ['{ "devDependencies": ["fairlead"] }', "devDependencies must be an object"],
  ])("is not read from %j", (installer, reason) => {
    expect(() => specifierFrom(installer)).toThrow(
      expect.objectContaining({ code: "INVALID_CONFIG", message: `project/package.json: ${reason}; nothing was written` }),
    );
  });
});
