import type { IContainer } from "kubernetes-models/v1";
import { isRecord, valueAt } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";

/** A container of a workload. */
export interface FoundContainer {
  readonly name: string;
  /** The image with tag or digest: `shop/cart:v1@sha256:...`. */
  readonly image: string;
  /** The place in the object: `spec.template.spec.containers.0`. */
  readonly path: string;
  /** The container, as Kubernetes knows it. */
  readonly container: IContainer;
}

/** The places of pods in workloads, without the kinds of a release: any object may have one of them. */
const PODS = ["spec.jobTemplate.spec.template.spec", "spec.template.spec", "spec"] as const;

/** Lists the containers of a workload, init containers and sidecars included. Other objects have none. */
export function containersOf(object: Manifest): readonly FoundContainer[] {
  return PODS.flatMap((pod) =>
    ["initContainers", "containers"].flatMap((field) => {
      const place = `${pod}.${field}`;
      const found = valueAt(object, place.split("."));
      return Array.isArray(found) ? found.flatMap((each, index) => containerAt(each, `${place}.${index}`)) : [];
    }),
  );
}

function containerAt(container: unknown, path: string): readonly FoundContainer[] {
  if (!isRecord(container)) return [];
  const { name, image } = container;
  const found = { name: typeof name === "string" ? name : "", image: typeof image === "string" ? image : "", path };
  // The schemas of Kubernetes have checked the object.
  return [{ ...found, container: container as unknown as IContainer }];
}
