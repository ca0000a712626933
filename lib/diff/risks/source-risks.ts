import { lockPath } from "../../compile/generated-paths.ts";
import type { Risk } from "./risk.ts";

/** The image repositories that the releases of a service may come from. */
export interface ImageSources {
  readonly stack: string;
  readonly service: string;
  readonly repositories: readonly string[];
}

/**
 * Lists the services and images that take their releases from another repository than before. Their locks do not change yet, so no file of
 * the tree tells it. A new service has no risk: its manifests name its image.
 */
export function sourceRisks(before: readonly ImageSources[], after: readonly ImageSources[]): readonly Risk[] {
  const known = new Map(before.map(({ stack, service, repositories }) => [`${stack}/${service}`, repositories]));
  return after.flatMap(({ stack, service, repositories }): readonly Risk[] => {
    const old = known.get(`${stack}/${service}`);
    const added = repositories.filter((repository) => old?.includes(repository) === false);
    if (added.length === 0) return [];
    return [{ kind: "image", stack, service, object: "spec", text: `will run releases of ${added.join(" and ")}`, path: lockPath(stack) }];
  });
}
