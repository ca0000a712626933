import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import type { ProgramJob } from "../protocol.ts";

/**
 * Returns the engine as the Automation API runs it.
 * `PulumiCommand.get` runs `pulumi version`, which took a tenth of a small stack's processor time. Fairlead knows the version.
 */
export const engineCommand = ({ workDir, version }: ProgramJob): PulumiCommand =>
  Object.assign(Object.create(PulumiCommand.prototype), { command: join(workDir, "bin", "pulumi"), version });
