import { command, type ReportFlags, reportFlags } from "../command.ts";
import type { Tier } from "../../model/tier.ts";

export type NewStackFlags = ReportFlags & {
  readonly tier?: Tier;
  readonly region?: string;
  readonly project?: string;
  readonly from?: string;
};

const text = (value: string): string => value;

export const newStackCommand = command<NewStackFlags, [name?: string]>({
  brief: "Write stacks/<name>.ts and its lock",
  description:
    "The stack renders at once: it runs the services of another stack, in the versions that are locked there. On a terminal, asks for what the flags do not say.",
  examples: [
    "fairlead new stack",
    "fairlead new stack prod-asia-east1 --tier prod --region asia-east1 --project boutique-prod --from prod-us-central1",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      tier: { kind: "enum", values: ["latest", "staging", "prod"], brief: "How much care it gets [that of --from]", optional: true },
      region: { kind: "parsed", parse: text, brief: "Google Cloud region [that of --from]", optional: true, placeholder: "region" },
      project: { kind: "parsed", parse: text, brief: "Google Cloud project [that of --from]", optional: true, placeholder: "id" },
      from: {
        kind: "parsed",
        parse: text,
        brief: "The stack to take services and versions from [one of the same tier]",
        optional: true,
        placeholder: "stack",
      },
    },
    positional: { kind: "tuple", parameters: [{ brief: "The stack's name", parse: text, placeholder: "name", optional: true }] },
  },
  load: async () => (await import("../run/new-stack.ts")).runNewStack,
});
