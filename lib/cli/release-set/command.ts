import type { SetRequest } from "../../app/release/set.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import { command } from "../command.ts";
import { argument, datastoreFlags, optional, reportFlags, switchFlag, textFlag, type ReportFlags } from "../flags.ts";

type SetFlags = ReportFlags & Omit<SetRequest, "service">;

export const releaseSetCommand = command<SetFlags, [service: string]>({
  brief: "Point a channel at a release by hand, older or newer",
  description:
    "Stacks that follow the channel move to that release. If you move a channel back, it stays there until CI records a build newer than every earlier one. To roll back one stack, git revert is enough.",
  examples: [
    'fairlead release set cartservice --to v0.10.5 --reason "v0.10.6 loses carts"',
    'fairlead release set cartservice --channel next --new-channel --to 1002 --reason "try it"',
    'fairlead release set cartservice --to v2.0.0 --renumber --reason "the new CI counts from 1"',
  ],
  parameters: {
    flags: {
      ...reportFlags,
      to: textFlag("A release: its id, 6 or more characters of it, its build number, or its tag", "release"),
      reason: textFlag("The reason, which the plan shows", "text"),
      channel: { ...textFlag("The channel to move", "name"), default: DEFAULTS.channel },
      newChannel: switchFlag("Create the channel if it does not exist"),
      by: optional(textFlag("Who moves it [GITHUB_ACTOR, git's user.name, USER]", "name")),
      renumber: switchFlag("Treat this build as the newest, because CI counts from 1 again"),
      ...datastoreFlags,
    },
    positional: { kind: "tuple", parameters: [argument("The service's name", "service")] },
  },
  run: async (context, flags, service) => {
    const { set } = await import("../../app/release/set.ts");
    return { kind: "channelSet", result: await set(context, { ...flags, service }) };
  },
});
