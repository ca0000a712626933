import { command } from "../command.ts";
import { argument, datastoreFlags, optional, reportFlags, type DatastoreFlags, type ReportFlags } from "../flags.ts";

type VerifyFlags = ReportFlags & DatastoreFlags;

export const releaseVerifyCommand = command<VerifyFlags, [service?: string]>({
  brief: "Check every object in the datastore and list the problems",
  description:
    "Reads every record and pointer, and in a project the releases that locks name. Lists everything that is unreadable, misplaced or missing, each with its fix. Changes nothing. Exits 1 if something is broken.",
  examples: [
    "fairlead release verify",
    "fairlead release verify cartservice",
    "fairlead release verify --datastore gs://acme-releases/shop --json",
  ],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags },
    positional: { kind: "tuple", parameters: [optional(argument("Only this service", "service"))] },
  },
  run: async (context, flags, service) => {
    const { verify } = await import("../../app/release/verify.ts");
    return { kind: "verified", result: await verify(context, flags, service) };
  },
});
