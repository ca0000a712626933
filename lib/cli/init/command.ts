import type { InitRequest } from "../../app/init/answers.ts";
import { TIERS } from "../../model/tier.ts";
import { command } from "../command.ts";
import { argument, optional, reportFlags, textFlag, type ReportFlags } from "../flags.ts";
import { complete } from "../shown.ts";

type InitFlags = ReportFlags & Omit<InitRequest, "directory">;

export const initCommand = command<InitFlags, [directory?: string]>({
  brief: "Make an ops repository in a directory",
  description:
    "Makes an ops repository with a first stack and a first service, and renders their manifests. Existing files stay as they are: it adds only what is missing. On a terminal, asks for missing values.",
  examples: [
    "npx fairlead init",
    "npx fairlead init shop-ops --repository https://github.com/acme/shop-ops.git --owner web@example.com",
    "npx fairlead init --repository https://github.com/acme/shop-ops.git --stack staging --tier staging --service cart",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      repository: optional(textFlag("Address that Argo CD clones [git's remote origin]", "url")),
      name: optional(textFlag("The product's name [from the address, without -ops]", "label")),
      branch: optional(textFlag("Branch that Argo CD follows [main]", "name")),
      stack: optional(textFlag("Name of the first stack [latest]", "name")),
      tier: { kind: "enum", values: TIERS, brief: "Its tier [latest]", optional: true },
      region: optional(textFlag("Its Google Cloud region [us-central1]", "region")),
      project: optional(textFlag("Its Google Cloud project [<name>-<stack>]", "id")),
      service: optional(textFlag("Name of the first service [hello]", "name")),
      owner: optional(textFlag("Email address of its owner [git's user.email]", "address")),
      image: optional(textFlag("Its image, repo:tag@sha256:<digest> [Google's hello-app]", "reference")),
    },
    positional: { kind: "tuple", parameters: [optional(argument("Directory of the new repository [.]", "directory"))] },
  },
  run: async (context, flags, directory) => {
    const { init, INIT_QUESTIONS } = await import("../../app/init/init.ts");
    const given: InitRequest = { ...flags, directory };
    return { kind: "initialized", result: await init(context, await complete(context, given, INIT_QUESTIONS)) };
  },
});
