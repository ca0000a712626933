import type { NewStackRequest } from "../../app/new/stack-request.ts";
import { TIERS } from "../../model/tier.ts";
import { command } from "../command.ts";
import { argument, optional, reportFlags, textFlag, type ReportFlags } from "../flags.ts";
import { complete } from "../shown.ts";

type NewStackFlags = ReportFlags & Omit<NewStackRequest, "name">;

export const newStackCommand = command<NewStackFlags, [name?: string]>({
  brief: "Write stacks/<name>.ts and its lock",
  description:
    "Writes a stack that renders without further edits: it runs the locked versions of another stack. On a terminal, asks for missing values.",
  examples: [
    "fairlead new stack",
    "fairlead new stack prod-asia-east1 --tier prod --region asia-east1 --project boutique-prod --from prod-us-central1",
    "fairlead new stack dev-ada --like latest --expires 14d",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      tier: { kind: "enum", values: TIERS, brief: "Its tier [that of --from]", optional: true },
      region: optional(textFlag("Google Cloud region [that of --from]", "region")),
      project: optional(textFlag("Google Cloud project [that of its tier, or <name>-<stack>]", "id")),
      from: optional(textFlag("The stack to take services and versions from [one of the same tier]", "stack")),
      like: optional(textFlag("The stack whose fields it has, also later ones; its namespace is separate", "stack")),
      expires: optional(textFlag("Its last day, or a number of days or weeks from now: 2026-12-24, 14d, 2w [none]", "day")),
    },
    positional: { kind: "tuple", parameters: [optional(argument("The stack's name", "name"))] },
  },
  run: async (context, flags, name) => {
    const { newStack, STACK_QUESTIONS } = await import("../../app/new/new-stack.ts");
    const given: NewStackRequest = { ...flags, name };
    return { kind: "created", result: await newStack(context, await complete(context, given, STACK_QUESTIONS)) };
  },
});
