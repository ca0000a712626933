import { TIERS, type Tier } from "../../model/tier.ts";
import { command } from "../command.ts";
import {
  optional,
  parsedFlag,
  publishFlags,
  type PublishFlags,
  selectionFlags,
  type SelectionFlags,
  textFlag,
  variadic,
} from "../flags.ts";
import { publishOrWrite } from "../publish-or-write.ts";

type FreezeFlags = SelectionFlags & PublishFlags & { readonly tier?: readonly Tier[]; readonly reason: string; readonly until?: string };

export const freezeCommand = command<FreezeFlags, []>({
  brief: "Stop every change of a fleet with a pipeline",
  description:
    "Declares a freeze in pulumi-gen/freezes.yaml, with the person, the reason and the time. No release and no configuration reaches the named stacks and services while the freeze lasts. Reads no spec and no datastore. Commit and push the change, or use --publish. The freeze ends at --until, or if a person runs thaw. A fix passes with up --service <name> --hotfix <reason>.",
  examples: [
    "fairlead freeze --reason 'payments are down' --publish",
    "fairlead freeze --tier prod --until 4h --reason 'the sale'",
    "fairlead freeze --stack prod-us-central1 --service cartservice --reason 'the database moves'",
  ],
  parameters: {
    flags: {
      ...selectionFlags,
      tier: variadic(parsedFlag(parseTier, "Only stacks of this tier; may be repeated", "tier")),
      reason: textFlag("The reason, as one line", "text"),
      ...publishFlags,
      until: optional(textFlag("The end: 4h, 2d, 2026-12-01 or 2026-12-01T09:00:00Z [a person thaws it]", "time")),
    },
    aliases: { s: "stack" },
  },
  run: async (context, flags) => {
    const { freeze } = await import("../../app/freeze/freeze.ts");
    const { stack: stacks = [], service: services = [], tier: tiers = [], reason, until } = flags;
    return publishOrWrite(context, flags, (inside) => freeze(inside, { stacks, services, tiers, reason, until }));
  },
});

/** Parses a tier. */
function parseTier(value: string): Tier {
  const tier = TIERS.find((each) => each === value);
  if (tier === undefined) throw new Error(`"${value}" is not one of ${TIERS.join(", ")}`);
  return tier;
}
