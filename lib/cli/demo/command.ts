import { command } from "../command.ts";

export const demoCommand = command<object, []>({
  brief: "Show a release and its rollback in a scratch directory",
  description:
    "Copies the sample fleet to a scratch directory and renders it. Then it moves a service to a new version, shows the difference, and reverts it with git. At last it previews a change of the cloud, and tries a typo. Needs no network, and does not change this checkout.",
  examples: ["fairlead demo"],
  parameters: {},
  run: async (context) => {
    const { demo } = await import("../../app/demo/demo.ts");
    await demo(context, { color: context.terminal.color });
    return undefined;
  },
});
