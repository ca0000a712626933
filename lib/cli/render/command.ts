import { command } from "../command.ts";
import { type SelectionFlags, selectionFlags, selectionOf } from "../flags.ts";

export const renderCommand = command<SelectionFlags, []>({
  brief: "Write every manifest of the fleet to pulumi-gen/",
  description:
    "Renders the specs in services/ and stacks/ with the versions in pulumi-gen/<stack>/versions.yaml. If there is a problem anywhere, nothing is written. The tree is replaced atomically.",
  examples: [
    "fairlead render",
    "fairlead render --stack staging",
    "fairlead render --stack staging --service cartservice",
    "fairlead render --json",
  ],
  parameters: { flags: selectionFlags, aliases: { s: "stack" } },
  run: async (context, flags) => {
    const { render } = await import("../../app/render.ts");
    return { kind: "render", result: await render(context, selectionOf(flags)) };
  },
});
