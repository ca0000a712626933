import { UserError } from "../../base/user-error.ts";
import { command } from "../command.ts";
import { type ReportFlags, reportFlags } from "../flags.ts";

export const demoCommand = command<ReportFlags, []>({
  brief: "Show a release and its rollback in a scratch directory",
  description:
    "Copies the sample fleet to a scratch directory and renders it. Then it moves a service to a new version, shows the difference, reverts it with git, and tries a typo. Needs no network, and does not change this checkout.",
  examples: ["fairlead demo"],
  parameters: { flags: reportFlags },
  run: async (context, { json }) => {
    if (json) throw new UserError("USAGE", "the demo has no --json: it is a story for people");
    const { demo } = await import("../../app/demo/demo.ts");
    await demo(context, { color: context.terminal.color });
    return undefined;
  },
});
