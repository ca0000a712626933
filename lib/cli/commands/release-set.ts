import { DEFAULTS } from "../../model/defaults.ts";
import { command, type DatastoreFlags, datastoreFlags, type ReportFlags, reportFlags } from "../command.ts";
import { text, textFlag } from "../parse.ts";

export type SetFlags = ReportFlags &
  DatastoreFlags & {
    readonly to: string;
    readonly reason: string;
    readonly channel: string;
    readonly by?: string;
    readonly renumber: boolean;
  };

export const setCommand = command<SetFlags, [service: string]>({
  brief: "Point a channel at a release by hand, older or newer",
  description:
    "Stacks that follow the channel go where it points. A channel that was moved back stays there until a newer build than it has ever named is recorded. To take back what one stack runs, git revert is enough.",
  examples: [
    'fairlead release set cartservice --to v0.10.5 --reason "v0.10.6 loses carts"',
    'fairlead release set cartservice --channel next --to 0000001002-b5c29ddb3238 --reason "try it"',
    'fairlead release set cartservice --to v2.0.0 --renumber --reason "the new CI counts from 1"',
  ],
  parameters: {
    flags: {
      ...reportFlags,
      to: textFlag("A release: its id, 6 or more characters of it, its build number, or its tag", "release"),
      reason: textFlag("Why, for whoever reads the plan", "text"),
      channel: { ...textFlag("The channel to move", "name"), default: DEFAULTS.channel },
      by: { ...textFlag("Who moves it [GITHUB_ACTOR, git's user.name, USER]", "name"), optional: true },
      renumber: { kind: "boolean", brief: "Count builds from this one: CI numbers anew", default: false, withNegated: false },
      ...datastoreFlags,
    },
    positional: { kind: "tuple", parameters: [{ brief: "The service's name", parse: text, placeholder: "service" }] },
  },
  load: async () => (await import("../run/release-set.ts")).runSet,
});
