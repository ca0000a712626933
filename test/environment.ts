import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Nothing that the person or the machine has set for git or Fairlead reaches a test, or a command that a test starts.
for (const name of Object.keys(process.env)) if (/^(?:GIT|FAIRLEAD)_/i.test(name)) delete process.env[name];

Object.assign(process.env, {
  GIT_CONFIG_GLOBAL: join(import.meta.dirname, "git-config"),
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_ATTR_NOSYSTEM: "1",
  // A test's directory is in no repository, even where temporary files are.
  GIT_CEILING_DIRECTORIES: realpathSync(tmpdir()),
});
