import { command } from "../command.ts";
import { argument, optional, deliveryFlags, type DeliveryFlags, reportFlags, type ReportFlags, textFlag, variadic } from "../flags.ts";
import { deliverOrWrite } from "../publish-or-write.ts";

type RollbackFlags = ReportFlags & DeliveryFlags & { readonly stack?: readonly string[]; readonly to?: string };

export const rollbackCommand = command<RollbackFlags, [service: string]>({
  brief: "Take a service back to what ran before, and hold it there",
  description:
    "Writes the earlier entry to the lock with a hold, and renders the service. Other services stay. Reads git alone, so it works without the datastore. Commit and push the change, or use --publish. A stack with the delivery pr then gets a pull request, and --direct pushes at once. The command resume lifts the hold. git revert of the release's commit does the same.",
  examples: [
    "fairlead rollback cartservice --stack prod-us-central1",
    "fairlead rollback cartservice --stack prod-us-central1 --to v0.10.5",
    "fairlead rollback cartservice --publish",
    "fairlead rollback cartservice --stack prod-us-central1 --publish --direct",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      stack: variadic(textFlag("Only this stack; may be repeated [every stack that runs the service]", "name")),
      to: optional(textFlag("The tag or the id of the release [what ran before, on each stack]", "release")),
      ...deliveryFlags,
    },
    positional: { kind: "tuple", parameters: [argument("The service", "service")] },
    aliases: { s: "stack" },
  },
  run: async (context, flags, service) => {
    const { rollback } = await import("../../app/rollback.ts");
    const { stack: stacks = [], to } = flags;
    const selection = { stacks, services: [service] };
    return deliverOrWrite(context, flags, { command: "rollback", selection }, (inside) => rollback(inside, { service, stacks, to }));
  },
});
