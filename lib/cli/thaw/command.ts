import { command } from "../command.ts";
import { argument, publishFlags, type PublishFlags, reportFlags, type ReportFlags } from "../flags.ts";
import { publishOrWrite } from "../publish-or-write.ts";

type ThawFlags = ReportFlags & PublishFlags;

export const thawCommand = command<ThawFlags, string[]>({
  brief: "End a freeze",
  description:
    "Removes declared freezes from pulumi-gen/freezes.yaml. The next run goes on, wave by wave, so nothing reaches every stack at once. Freezes of stacks/pipeline.ts end by themselves. Commit and push the change, or use --publish.",
  examples: ["fairlead thaw", "fairlead thaw freeze-20261224t180000z --publish"],
  parameters: {
    flags: { ...reportFlags, ...publishFlags },
    positional: { kind: "array", parameter: argument("<freeze> [the only one]", "freeze") },
  },
  run: async (context, flags, ...ids) => {
    const { thaw } = await import("../../app/freeze/thaw.ts");
    return publishOrWrite(context, flags, (inside) => thaw(inside, ids));
  },
});
