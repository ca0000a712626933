import { isRecord } from "../lib/base/values.ts";
import type { CompiledObject } from "../lib/compile/compiled-object.ts";
import { findPath } from "../lib/compile/manifest-path.ts";
import type { Manifest } from "../lib/model/manifest.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Formats an object as `Deployment/shop`. */
export const idOf = ({ kind, metadata: { name } }: Manifest): string => `${kind}/${name}`;

const POD_TEMPLATES = ["spec.template", "spec.jobTemplate.spec.template"];

/** A pod template of a workload. */
export interface Pod {
  readonly owner: Manifest;
  readonly labels: unknown;
  readonly spec: unknown;
}

/** Lists the pod templates of all workloads. */
export const podsOf = (objects: readonly CompiledObject[]): readonly Pod[] =>
  objects.flatMap(({ manifest }) =>
    POD_TEMPLATES.flatMap((path) => {
      const template = findPath(manifest, path)?.value;
      return isRecord(template) ? [{ owner: manifest, labels: findPath(template, "metadata.labels")?.value, spec: template["spec"] }] : [];
    }),
  );

/** A container of a pod template. */
export interface Container {
  readonly owner: Manifest;
  readonly pod: unknown;
  readonly field: "initContainers" | "containers";
  readonly container: Fields;
  /** `Deployment/shop main` */
  readonly name: string;
}

/** Lists the containers and init containers of all pod templates. */
export const containersOf = (pods: readonly Pod[]): readonly Container[] =>
  pods.flatMap(({ owner, spec: pod }) =>
    (["initContainers", "containers"] as const).flatMap((field) => {
      const list = findPath(pod, field)?.value;
      return Array.isArray(list)
        ? list.filter(isRecord).map((container) => ({ owner, pod, field, container, name: `${idOf(owner)} ${String(container["name"])}` }))
        : [];
    }),
  );
