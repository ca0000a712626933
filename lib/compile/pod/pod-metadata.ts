import type { Labels } from "../labels.ts";
import type { ServiceContext } from "../service-context.ts";

/** Builds the metadata of a service's pods. `labels` are Fairlead's own. */
export function podMetadata(
  { service }: Pick<ServiceContext, "service">,
  labels: Labels,
): { labels: Record<string, string>; annotations?: Record<string, string> } {
  const { podAnnotations = {}, podLabels } = service;
  return {
    ...(Object.keys(podAnnotations).length === 0 ? {} : { annotations: { ...podAnnotations } }),
    labels: podLabels === undefined ? labels : { ...podLabels, ...labels },
  };
}
