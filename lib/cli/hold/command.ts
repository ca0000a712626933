import { command } from "../command.ts";
import { argument, optional, deliveryFlags, type DeliveryFlags, reportFlags, type ReportFlags, textFlag, variadic } from "../flags.ts";
import { deliverOrWrite } from "../publish-or-write.ts";

type HoldFlags = ReportFlags & DeliveryFlags & { readonly stack?: readonly string[]; readonly reason: string; readonly until?: string };

export const holdCommand = command<HoldFlags, [service: string]>({
  brief: "Keep a service at what it runs now",
  description:
    "Writes a hold to the lock, with the person, the reason and the time. No release moves the service while the hold lasts, on each tier. Other services move as before. Needs no datastore. Commit and push the change, or use --publish. A stack with the delivery pr then gets a pull request, and --direct pushes at once. The hold ends at --until, or if a person runs resume.",
  examples: [
    "fairlead hold cartservice --stack prod-us-central1 --reason 'no changes before the sale'",
    "fairlead hold cartservice --reason 'the database moves' --until 4h",
    "fairlead hold cartservice --reason 'the sale' --until 2026-12-01 --publish",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      stack: variadic(textFlag("Only this stack; may be repeated [every stack that runs the service]", "name")),
      reason: textFlag("The reason, as one line: it is written to the lock", "text"),
      ...deliveryFlags,
      until: optional(textFlag("The end: 4h, 2d, 2026-12-01 or 2026-12-01T09:00:00Z [a person lifts the hold]", "time")),
    },
    positional: { kind: "tuple", parameters: [argument("The service", "service")] },
    aliases: { s: "stack" },
  },
  run: async (context, flags, service) => {
    const { hold } = await import("../../app/hold/hold.ts");
    const { stack: stacks = [], reason, until } = flags;
    const selection = { stacks, services: [service] };
    return deliverOrWrite(context, flags, { command: "hold", selection }, (inside) => hold(inside, { service, stacks, reason, until }));
  },
});
