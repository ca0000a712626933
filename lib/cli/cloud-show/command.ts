import { command } from "../command.ts";
import { selectionFlags, type SelectionFlags, selectionOf, switchFlag } from "../flags.ts";

type CloudShowFlags = SelectionFlags & { readonly inputs: boolean };

export const cloudShowCommand = command<CloudShowFlags, []>({
  brief: "Show the cloud resources that stacks need",
  description:
    "Lists the Google Cloud resources that services need: servers, buckets, topics, secrets, DNS records, grants and the network. Reads only the specs: it asks no cloud and needs no credentials. fairlead up creates them.",
  examples: [
    "fairlead cloud show",
    "fairlead cloud show --stack prod-us-central1 --service cartservice --inputs",
    "fairlead cloud show --json",
  ],
  parameters: {
    flags: { ...selectionFlags, inputs: switchFlag("Show the inputs of each resource") },
    aliases: { s: "stack" },
  },
  run: async (context, flags) => {
    const { showCloud } = await import("../../app/cloud/show-cloud.ts");
    return { kind: "cloud", result: await showCloud(context, selectionOf(flags), flags.inputs) };
  },
});
