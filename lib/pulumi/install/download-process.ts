/** A process of its own that lets Pulumi's own installer put its programs into `bin` of a directory: its one argument. */
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";

const [, , root = ""] = process.argv;
try {
  // The version it installs by default is the SDK's own.
  await PulumiCommand.install({ root });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
