import { type ImageSources, sourceRisks } from "../../diff/risks/source-risks.ts";
import type { Model } from "../../model/model.ts";
import type { Project } from "../../workspace/project.ts";
import { isSelected } from "../../workspace/selection.ts";
import type { DiffResult } from "../results.ts";

/**
 * Adds the services whose releases come from another image repository to the risks of a comparison.
 * @param base the model of the commit that the specs are compared with. @default the images that the locks name
 */
export function withSourceRisks(manifests: DiffResult, project: Project, base: Model | undefined): DiffResult {
  const { model, scope } = project;
  const after = sourcesOf(model).filter(({ stack, service }) => isSelected(scope, stack, service));
  const risks = sourceRisks(base === undefined ? lockedSources(project, after) : sourcesOf(base), after);
  return risks.length === 0 ? manifests : { ...manifests, diff: { ...manifests.diff, risks: [...risks, ...manifests.diff.risks] } };
}

/** Lists what each stack may run. */
const sourcesOf = ({ stacks }: Model): readonly ImageSources[] =>
  stacks.flatMap(({ name: stack, services, images }) => [
    ...services.map(({ name: service, image, imagesFrom }) => ({ stack, service, repositories: [image, ...imagesFrom] })),
    ...images.map(({ name: service, input }) => ({ stack, service, repositories: [input.image, ...(input.imagesFrom ?? [])] })),
  ]);

/** Lists what stacks run. Other repositories that the spec allows count as known: no lock tells since when. */
const lockedSources = ({ locks }: Project, after: readonly ImageSources[]): readonly ImageSources[] =>
  after.flatMap(({ stack, service, repositories: [, ...others] }) => {
    const image = locks.get(stack)?.get(service)?.image;
    return image === undefined ? [] : [{ stack, service, repositories: [image, ...others] }];
  });
