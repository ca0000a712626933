import { command } from "../command.ts";
import { argument, optional, reportFlags, type ReportFlags } from "../flags.ts";

export const upgradeCommand = command<ReportFlags, [version?: string]>({
  brief: "Show what another version of Fairlead renders differently",
  description:
    "Installs the version into a temporary directory, renders a copy of the repository with both versions, and compares the objects. Changes nothing in the repository. Needs npm.",
  examples: ["fairlead upgrade", "fairlead upgrade 0.2.0 --format markdown", "fairlead upgrade ../fairlead-0.2.0.tgz"],
  parameters: {
    flags: reportFlags,
    positional: { kind: "tuple", parameters: [optional(argument("Version, tag or path of a package [latest]", "version"))] },
  },
  run: async (context, _flags, version = "latest") => {
    const { upgrade } = await import("../../app/upgrade/upgrade.ts");
    return { kind: "diff", result: await upgrade(context, version) };
  },
});
