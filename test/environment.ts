import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Tests and the commands that they start must not see the user's settings of git and Fairlead.
for (const name of Object.keys(process.env)) if (/^(?:GIT|FAIRLEAD)_/i.test(name)) delete process.env[name];

Object.assign(process.env, {
  // Most tests are about manifests, and a cloud takes seconds.
  FAIRLEAD_ONLY: "manifests",
  GIT_CONFIG_GLOBAL: join(import.meta.dirname, "git-config"),
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_ATTR_NOSYSTEM: "1",
  // Git must not find a repository above the temporary directory.
  GIT_CEILING_DIRECTORIES: realpathSync(tmpdir()),
});
