import { command } from "../command.ts";
import {
  argument,
  datastoreFlags,
  deliveryFlags,
  reportFlags,
  type DatastoreFlags,
  type DeliveryFlags,
  type ReportFlags,
} from "../flags.ts";
import { deliverOrWrite } from "../publish-or-write.ts";

type ResumeFlags = ReportFlags & DatastoreFlags & DeliveryFlags;

export const resumeCommand = command<ResumeFlags, string[]>({
  brief: "Remove the hold of a rollback or of a person",
  description:
    "A rollback leaves a hold on the service, and so does the command hold. On prod, only this command removes the hold of a rollback. Moves the service to the release that its channel names, and renders. All other gates still apply. Commit and push the change, or use --publish. A stack with the delivery pr then gets a pull request, and --direct pushes at once.",
  examples: [
    "fairlead resume prod-us-central1/cartservice",
    "fairlead resume prod-us-central1/cartservice prod-europe-west1/cartservice --publish",
  ],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags, ...deliveryFlags },
    positional: { kind: "array", parameter: { ...argument("<stack>/<service>", "stack/service"), parse: parseTarget }, minimum: 1 },
  },
  run: async (context, flags, ...targets) => {
    const { resume, selectionOfTargets } = await import("../../app/resume.ts");
    const selection = selectionOfTargets(targets);
    return deliverOrWrite(context, flags, { command: "resume", selection }, (inside, datastore) =>
      resume(inside, { ...datastore, targets }),
    );
  },
});

/** Parses `<stack>/<service>`. */
function parseTarget(value: string): string {
  if (!/^[^/]+\/[^/]+$/.test(value)) throw new Error(`"${value}" is not <stack>/<service>`);
  return value;
}
