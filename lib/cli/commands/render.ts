import { command, type SelectionFlags, selectionFlags } from "../command.ts";

export const renderCommand = command<SelectionFlags, []>({
  brief: "Write every manifest of the fleet to pulumi-gen/",
  description:
    "Renders the specs in services/ and stacks/ with the versions in pulumi-gen/<stack>/versions.yaml. All or nothing: with a problem anywhere, nothing is written, and whoever looks sees the old tree or the new one.",
  examples: [
    "fairlead render",
    "fairlead render --stack staging",
    "fairlead render --stack staging --service cartservice",
    "fairlead render --json",
  ],
  parameters: { flags: selectionFlags, aliases: { s: "stack" } },
  load: async () => (await import("../run/render.ts")).runRender,
});
