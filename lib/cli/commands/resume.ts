import { command, type DatastoreFlags, datastoreFlags, type ReportFlags, reportFlags } from "../command.ts";

export type ResumeFlags = ReportFlags & DatastoreFlags;

const target = (text: string): string => {
  if (!/^[^/]+\/[^/]+$/.test(text)) throw new Error(`"${text}" is not <stack>/<service>`);
  return text;
};

export const resumeCommand = command<ResumeFlags, string[]>({
  brief: "Lift the hold that a rollback left, and follow the channel again",
  description:
    "A service that was rolled back stays where it is: on prod until somebody resumes it. Moves the service to what its stack's channel names, takes the hold out of the lock, and renders.",
  examples: ["fairlead resume prod-us-central1/cartservice", "fairlead resume prod-us-central1/cartservice prod-europe-west1/cartservice"],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags },
    positional: { kind: "array", parameter: { brief: "<stack>/<service>", parse: target, placeholder: "stack/service" }, minimum: 1 },
  },
  load: async () => (await import("../run/resume.ts")).runResume,
});
