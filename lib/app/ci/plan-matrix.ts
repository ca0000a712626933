import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { isRefused } from "../../resolve/outcome.ts";
import { openProject, policyWarnings } from "../../workspace/project.ts";
import { EVERYTHING } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";
import { isCloudCurrent } from "../cloud/cloud-stacks.ts";
import { resolveClouds } from "../cloud/resolve-clouds.ts";
import { previewCloud } from "../cloud/preview-cloud.ts";
import type { StackPreview } from "../cloud/cloud-preview.ts";
import { emitWarnings } from "../warnings.ts";
import type { CloudsAnswer } from "./clouds-answer.ts";
import type { MatrixResult } from "./results.ts";

/** The jobs of a matrix that GitHub allows. */
const MAXIMUM_JOBS = 256;

/**
 * Lists the stacks whose clouds differ from their specs, and those that the preview cannot judge. It compares with the recorded states, so a
 * lost event does no harm. With a pipeline, clouds that wait are left out. A cloud whose entry moves gets a job, whose result proves it. @throws UserError REFUSED for more jobs than GitHub allows; otherwise as `previewCloud`
 */
export async function planMatrix(context: AppContext, clouds: CloudsAnswer): Promise<MatrixResult> {
  if (clouds === "off") return { include: [] };
  const project = await openProject(await context.workspace(), EVERYTHING, { now: context.writer.now() });
  emitWarnings(context, policyWarnings(project));
  const [{ stacks }, resolution] = await Promise.all([previewCloud(context, project), resolveClouds(context, project)]);
  const { decisions = [], locks = project.locks } = resolution ?? {};
  const moved = new Set(decisions.flatMap((each) => (isRefused(each) ? [] : [each.stack])));
  const include = stacks
    .filter((each) => isCloudCurrent(project, locks, each.stack) && (mayChange(each) || moved.has(each.stack)))
    .map(({ stack, tier }) => ({ stack, tier }));
  if (include.length <= MAXIMUM_JOBS) return { include, ...(resolution === undefined ? {} : { decisions }) };
  throw new UserError("REFUSED", `${include.length} clouds change, and GitHub allows ${MAXIMUM_JOBS} jobs in a matrix`, {
    hint: `${FAIRLEAD} up --only cloud --stack <name> brings up single ones`,
  });
}

const mayChange = ({ changes, unknown, problems }: StackPreview): boolean => changes.length + unknown.length + problems.length > 0;
