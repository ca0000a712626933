import { command, type DatastoreFlags, datastoreFlags, type ReportFlags, reportFlags } from "../command.ts";
import { text } from "../parse.ts";

export type VerifyFlags = ReportFlags & DatastoreFlags;

export const verifyCommand = command<VerifyFlags, [service?: string]>({
  brief: "Read everything in the datastore and say what is broken",
  description:
    "Reads every record and pointer, and in a project what the locks name. Lists all that is unreadable, misplaced or missing, each with what mends it. Changes nothing; exits 1 where something is broken.",
  examples: [
    "fairlead release verify",
    "fairlead release verify cartservice",
    "fairlead release verify --datastore gs://acme-releases/shop --json",
  ],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags },
    positional: { kind: "tuple", parameters: [{ brief: "Only this service", parse: text, placeholder: "service", optional: true }] },
  },
  load: async () => (await import("../run/release-verify.ts")).runVerify,
});
