import { DEFAULTS } from "../../model/defaults.ts";
import { command, type DatastoreFlags, datastoreFlags, type ReportFlags, reportFlags } from "../command.ts";
import { text } from "../parse.ts";

export type ShowFlags = ReportFlags & DatastoreFlags;

export const showCommand = command<ShowFlags, [service: string, release?: string]>({
  brief: "One release: what was built, from which commit, by which run",
  description: `Name the release by its id, by 6 or more characters of the id's start, by its build number, by its tag, or by a channel. Without a name, it is the release of channel ${DEFAULTS.channel}.`,
  examples: [
    "fairlead release show cartservice",
    "fairlead release show cartservice v0.10.5",
    "fairlead release show cartservice 1002 --json",
  ],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags },
    positional: {
      kind: "tuple",
      parameters: [
        { brief: "The service's name", parse: text, placeholder: "service" },
        { brief: "Id, build number, tag or channel", parse: text, placeholder: "release", optional: true },
      ],
    },
  },
  load: async () => (await import("../run/release-show.ts")).runShow,
});
