import { CLOUDS_ANSWERS, type CloudsAnswer } from "../../app/ci/clouds-answer.ts";
import { command } from "../command.ts";
import { reportFlags, type ReportFlags } from "../flags.ts";

type MatrixFlags = ReportFlags & { readonly clouds?: CloudsAnswer };

export const ciMatrixCommand = command<MatrixFlags, []>({
  brief: "List the stacks whose clouds change, as a matrix of GitHub Actions",
  description:
    "Compares the clouds of all stacks with their recorded states. Lists the stacks that differ, and those that the preview cannot judge. With a pipeline, leaves out clouds that wait for a wave. Prints lines for GITHUB_OUTPUT: matrix, and empty. With --clouds off, the matrix is empty and nothing is read.",
  examples: ["fairlead ci matrix >> $GITHUB_OUTPUT", "fairlead ci matrix --clouds off", "fairlead ci matrix --json"],
  parameters: {
    flags: {
      ...reportFlags,
      clouds: { kind: "enum", values: CLOUDS_ANSWERS, brief: "Does this repository bring up clouds? [on]", optional: true },
    },
  },
  run: async (context, { clouds = "on" }) => {
    const { planMatrix } = await import("../../app/ci/plan-matrix.ts");
    return { kind: "matrix", result: await planMatrix(context, clouds) };
  },
});
