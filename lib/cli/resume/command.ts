import { command } from "../command.ts";
import { argument, datastoreFlags, reportFlags, type DatastoreFlags, type ReportFlags } from "../flags.ts";

type ResumeFlags = ReportFlags & DatastoreFlags;

export const resumeCommand = command<ResumeFlags, string[]>({
  brief: "Remove the hold of a rollback or of a person",
  description:
    "A rollback leaves a hold on the service, and so does the command hold. On prod, only this command removes the hold of a rollback. Moves the service to the release that its channel names, and renders. All other gates still apply.",
  examples: ["fairlead resume prod-us-central1/cartservice", "fairlead resume prod-us-central1/cartservice prod-europe-west1/cartservice"],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags },
    positional: { kind: "array", parameter: { ...argument("<stack>/<service>", "stack/service"), parse: parseTarget }, minimum: 1 },
  },
  run: async (context, flags, ...targets) => {
    const { resume } = await import("../../app/resume.ts");
    return { kind: "up", result: await resume(context, { ...flags, targets }) };
  },
});

/** Parses `<stack>/<service>`. */
function parseTarget(value: string): string {
  if (!/^[^/]+\/[^/]+$/.test(value)) throw new Error(`"${value}" is not <stack>/<service>`);
  return value;
}
