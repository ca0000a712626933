import { command } from "../command.ts";
import { reportFlags, type ReportFlags } from "../flags.ts";

export const mergeDriverCommand = command<ReportFlags, []>({
  brief: "Let this clone merge without conflicts in generated files",
  description:
    "Sets the merge driver fairlead in the configuration of this clone. A merge or a rebase then keeps our side of generated files, and render makes them match the merged specs. Locks are merged line by line, as before. Names the lines that .gitattributes lacks. Until you render, check names the stale files.",
  examples: ["fairlead merge-driver", "fairlead merge-driver --json"],
  parameters: { flags: reportFlags },
  run: async (context) => {
    const { installMergeDriver } = await import("../../app/merge-driver.ts");
    return { kind: "mergeDriver", result: await installMergeDriver(context) };
  },
});
