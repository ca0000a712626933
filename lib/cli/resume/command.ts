import { command } from "../command.ts";
import { argument, datastoreFlags, publishFlags, reportFlags, type DatastoreFlags, type PublishFlags, type ReportFlags } from "../flags.ts";
import { publishOrWrite } from "../publish-or-write.ts";

type ResumeFlags = ReportFlags & DatastoreFlags & PublishFlags;

export const resumeCommand = command<ResumeFlags, string[]>({
  brief: "Remove the hold of a rollback or of a person",
  description:
    "A rollback leaves a hold on the service, and so does the command hold. On prod, only this command removes the hold of a rollback. Moves the service to the release that its channel names, and renders. All other gates still apply. Commit and push the change, or use --publish.",
  examples: [
    "fairlead resume prod-us-central1/cartservice",
    "fairlead resume prod-us-central1/cartservice prod-europe-west1/cartservice --publish",
  ],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags, ...publishFlags },
    positional: { kind: "array", parameter: { ...argument("<stack>/<service>", "stack/service"), parse: parseTarget }, minimum: 1 },
  },
  run: async (context, flags, ...targets) => {
    const { resume } = await import("../../app/resume.ts");
    return publishOrWrite(context, flags, (inside, datastore) => resume(inside, { ...datastore, targets }));
  },
});

/** Parses `<stack>/<service>`. */
function parseTarget(value: string): string {
  if (!/^[^/]+\/[^/]+$/.test(value)) throw new Error(`"${value}" is not <stack>/<service>`);
  return value;
}
