import { CLOUD } from "../../model/object-names.ts";
import type { Pass } from "../../resolve/travel/pass.ts";
import type { Resolution } from "../../resolve/resolve.ts";
import { historyQuestions } from "../../resolve/history-questions.ts";
import { EVERYTHING } from "../../workspace/selection.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import { type BroughtUp, cloudVersions, shownDecisions } from "../fleet-versions.ts";
import { refuseLeftOut } from "../refuse-left-out.ts";
import { resolveHealthy } from "../resolve-healthy.ts";
import { travelOf } from "../travel-of.ts";

/** The decisions about clouds, without those of other stacks. */
export interface CloudResolution extends Resolution {
  /** Decides again, if only these clouds are up. It reads nothing. */
  readonly withClouds: (clouds: BroughtUp) => Resolution;
}

/**
 * Decides which stacks get the cloud of the present specs. A cloud follows no channel, so it opens no datastore.
 * @returns undefined without a pipeline
 * @throws UserError REFUSED, GIT, INVALID_SPEC
 */
export async function resolveClouds(context: AppContext, project: Project, pass?: Pass): Promise<CloudResolution | undefined> {
  const { workspace, fleet, model, whole } = project;
  if (whole.pipeline === undefined && pass === undefined) return undefined;
  const { stacks, locks } = cloudVersions(project);
  const [state] = await Promise.all([workspace.history.state(), refuseLeftOut(workspace, { needsGit: true })]);
  const now = context.writer.now();
  const travel = await travelOf(project, locks, { now, isCommitted: state === "whole", pass, clouds: undefined });
  if (travel === undefined) return undefined;
  const known = {
    stacks,
    locks,
    channels: new Map<string, never>(),
    now,
    resume: new Set<string>(),
    isDeployed: () => true,
    brokenRecords: new Map<string, never>(),
    travel,
  };
  // A cloud has no release that the datastore could take back.
  const history = state === "whole" ? await workspace.history.pairs(historyQuestions(known, "elsewhere"), locks) : new Map<string, never>();
  const selected = new Set(model.stacks.map(({ name }) => name));
  const { resolution, withClouds } = await resolveHealthy(context, workspace, {
    ...known,
    history,
    selects: (stack, service) => service === CLOUD && selected.has(stack),
  });
  const named = (found: Resolution): Resolution => ({
    ...found,
    decisions: shownDecisions(found.decisions, { fleet, selection: EVERYTHING }),
  });
  return { ...named(resolution), withClouds: (clouds) => named(withClouds(clouds)) };
}
