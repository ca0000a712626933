import type { CollectRequest } from "../../app/ci/collect.ts";
import { command } from "../command.ts";
import { reportFlags, type ReportFlags, textFlag } from "../flags.ts";

export const ciCollectCommand = command<ReportFlags & CollectRequest, []>({
  brief: "Check the results of the jobs of a matrix, and list the stacks to publish",
  description:
    "Reads cloud-<stack>/cloud.json of each stack of the matrix, which up --only cloud --json printed in another job. Prints lines for GITHUB_OUTPUT: publish, and stacks with the flags for publish: the stacks, and the clouds that came up. A stack whose job failed, or left no result, is not published. Exits 1 if there is one.",
  examples: ['fairlead ci collect --from clouds --matrix \'{"include":[{"stack":"latest"}]}\''],
  parameters: {
    flags: {
      ...reportFlags,
      from: textFlag("Directory with the results", "directory"),
      matrix: textFlag("The matrix, as ci matrix prints it", "json"),
    },
  },
  run: async (context, flags) => {
    const { collect } = await import("../../app/ci/collect.ts");
    return { kind: "collected", result: await collect(context, flags) };
  },
});
