import { ENGINE_CHOICES } from "../../app/engine/engine-choice.ts";
import { chooseOnly, ONLY_CHOICES } from "../../app/only.ts";
import { engineFlags } from "../../app/engine/engine-limits.ts";
import type { UpRequest } from "../../app/up.ts";
import { command } from "../command.ts";
import { datastoreFlags, passFlags, selectionFlags, type SelectionFlags, selectionOf, switchFlag } from "../flags.ts";

type Switch = "overwrite" | "components" | "stats" | "now";
type UpFlags = SelectionFlags & Omit<UpRequest, "clouds" | "selection" | Switch> & Readonly<Record<Switch, boolean>>;

export const upCommand = command<UpFlags, []>({
  brief: "Bring up clouds, write releases to the locks, and render the manifests",
  description:
    "Brings the cloud resources of each stack to what the specs say, with an installed Pulumi engine. Then decides as plan does, writes the decisions to the locks, and renders what changed, stacks in parallel. Replaces the tree atomically. Rolled-back services stay rolled back. If a record of a service cannot be used, or one of its objects has a problem, that service stays. The others move, and the exit code is 3. The Pulumi engine renders if it is installed or a component needs it. The embedded writer renders otherwise. Both give the same bytes.",
  examples: [
    "fairlead up",
    "fairlead up --stack latest",
    "fairlead up --stack staging --service cartservice",
    "fairlead up --only cloud --stack prod-us-central1",
    "fairlead up --only manifests --engine embedded",
    "fairlead up --service cartservice --hotfix 'carts get lost'",
    "fairlead up --json",
  ],
  parameters: {
    flags: {
      ...selectionFlags,
      ...datastoreFlags,
      engine: { kind: "enum", values: ENGINE_CHOICES, brief: "The writer [FAIRLEAD_ENGINE, or auto]", optional: true },
      ...engineFlags,
      ...passFlags,
      only: { kind: "enum", values: ONLY_CHOICES, brief: "The half to do: cloud or manifests [FAIRLEAD_ONLY, or both]", optional: true },
      components: switchFlag("Render every component again, also if its sources are unchanged"),
      stats: switchFlag("Print time and memory of each stack on the engine, and of up itself"),
      overwrite: switchFlag("Overwrite edits by hand in pulumi-gen/"),
    },
    aliases: { s: "stack" },
  },
  run: async (context, flags) => {
    if (chooseOnly(context, flags.only) === "cloud") {
      const { upCloudOnly } = await import("../../app/cloud/up-cloud-only.ts");
      return { kind: "cloudUp", result: await upCloudOnly(context, { ...flags, selection: selectionOf(flags) }) };
    }
    const { up } = await import("../../app/up.ts");
    return { kind: "up", result: await up(context, { ...flags, selection: selectionOf(flags) }) };
  },
});
