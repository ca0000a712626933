import { ENGINE_CHOICES } from "../../app/engine/engine-choice.ts";
import { engineFlags } from "../../app/engine/engine-limits.ts";
import type { PublishRequest } from "../../app/publish/publish.ts";
import { wholeNumber } from "../../base/parse-number.ts";
import { command } from "../command.ts";
import {
  branchFlags,
  datastoreFlags,
  optional,
  parsedFlag,
  passFlags,
  repositoryFlag,
  selectionFlags,
  type SelectionFlags,
  selectionOf,
  variadic,
} from "../flags.ts";
import { openPullRequests } from "../open-pull-requests.ts";

type PublishFlags = SelectionFlags &
  Omit<PublishRequest, "clouds" | "selection" | "skipHooks" | "now" | "trailers"> & {
    readonly skipHooks: boolean;
    readonly now: boolean;
    readonly cloudUp?: readonly (readonly [stack: string, hash: string])[];
  };

export const publishCommand = command<PublishFlags, []>({
  brief: "Render the newest commit, commit the result and push it",
  description:
    "Fetches the branch, decides and renders as up does, and pushes the result as one commit, only below pulumi-gen/. If nothing changes, makes no commit. If another push comes first, starts again from that commit, at most 5 times. Works in a separate directory: your files, index and branches stay as they are. A run that deletes a stack, a service or a stateful object needs the hash of exactly these deletions. If git or the server refuses, keeps the commit and names it. If the pipeline delivers a stack by pull request, pushes the branch fairlead/<stack>, and opens or updates its pull request. That needs GITHUB_TOKEN.",
  examples: [
    "fairlead publish",
    "fairlead publish --branch main",
    "fairlead publish --stack latest --service cartservice",
    "fairlead publish --allow-deletions 1a2b3c4d5e6f",
    "fairlead publish --service cartservice --hotfix 'carts get lost'",
    "fairlead publish --json",
  ],
  parameters: {
    flags: {
      ...selectionFlags,
      ...datastoreFlags,
      ...branchFlags,
      allowDeletions: optional(parsedFlag(parseHash, "Allow the deletions with this hash, as plan or a refused run prints it", "hash")),
      repository: repositoryFlag,
      maxDeletions: optional(parsedFlag(wholeNumber, "Single objects that a run may delete without a hash [10]", "number")),
      cloudUp: variadic(parsedFlag(parseCloud, "The cloud of a stack is up, as ci collect prints it; may be repeated", "stack=hash")),
      engine: { kind: "enum", values: ENGINE_CHOICES, brief: "The writer [FAIRLEAD_ENGINE, or auto]", optional: true },
      ...engineFlags,
      ...passFlags,
    },
    aliases: { s: "stack" },
  },
  run: async (context, { cloudUp, ...flags }) => {
    const { publish } = await import("../../app/publish/publish.ts");
    const request = { ...flags, selection: selectionOf(flags), ...(cloudUp === undefined ? {} : { clouds: new Map(cloudUp) }) };
    return { kind: "published", result: await publish(context, request, openPullRequests) };
  },
});

/** Parses the hash of deletions. */
function parseHash(value: string): string {
  if (!/^[0-9a-f]{12}$/.test(value)) throw new Error(`"${value}" is not 12 hex digits`);
  return value;
}

/** Parses a stack and the hash of its cloud. */
function parseCloud(value: string): readonly [stack: string, hash: string] {
  const [, stack, hash] = /^([^=]+)=([0-9a-f]{12})$/.exec(value) ?? [];
  if (stack === undefined || hash === undefined) throw new Error(`"${value}" is not <stack>=<12 hex digits>`);
  return [stack, hash];
}
