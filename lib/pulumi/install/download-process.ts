/** The process that runs Pulumi's installer. It puts the programs into `bin` of the directory that is its only argument. */
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";

const [, , root = ""] = process.argv;
try {
  // Installs the SDK's version by default.
  await PulumiCommand.install({ root });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
