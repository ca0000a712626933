import { command, type DatastoreFlags, datastoreFlags, type ReportFlags, reportFlags } from "../command.ts";
import { text } from "../parse.ts";

export type ShowFlags = ReportFlags & DatastoreFlags;

export const showCommand = command<ShowFlags, [service: string, release?: string]>({
  brief: "One release: what was built, from which commit, by which run",
  description: "The release is named by its id (or the start of it), its tag, or a channel; without one, it is what channel latest names.",
  examples: [
    "fairlead release show cartservice",
    "fairlead release show cartservice v0.10.5",
    "fairlead release show cartservice 0000000000VYY7 --json",
  ],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags },
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "The service's name", parse: text, placeholder: "service" },
        { brief: "Id, tag or channel", parse: text, placeholder: "release", optional: true },
      ],
    },
  },
  load: async () => (await import("../run/release-show.ts")).runShow,
});
