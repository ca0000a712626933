import { command } from "../command.ts";
import { argument, datastoreFlags, optional, reportFlags, type DatastoreFlags, type ReportFlags } from "../flags.ts";

type ShowFlags = ReportFlags & DatastoreFlags;

export const releaseShowCommand = command<ShowFlags, [service: string, release?: string]>({
  brief: "Show one release: its image, its commit, its CI run",
  description:
    "Name the release by its id, its build number, its tag or a channel. The first 6 or more characters of an id are enough. Without a name, shows the release of channel main.",
  examples: [
    "fairlead release show cartservice",
    "fairlead release show cartservice v0.10.5",
    "fairlead release show cartservice 1002 --json",
  ],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags },
    positional: {
      kind: "tuple",
      parameters: [argument("The service's name", "service"), optional(argument("Id, build number, tag or channel", "release"))],
    },
  },
  run: async (context, flags, service, release) => {
    const { show } = await import("../../app/release/show.ts");
    return { kind: "release", result: await show(context, flags, service, release) };
  },
});
