import { isRecord } from "../../base/values.ts";
import { recordsAt, shown } from "./read-values.ts";
import type { Fields, Pods } from "./trait.ts";

/** A container, with the words that phrases have for it. */
export interface Container {
  readonly name: string;
  readonly fields: Fields;
  /** True if it runs as long as the pod. */
  readonly stays: boolean;
}

const LISTS = ["containers", "initContainers", "ephemeralContainers"] as const;

/** Finds the pods of an object of any kind: each value with a list of containers. */
export function podsOf(value: Fields): readonly Pods[] {
  const found: Pods[] = [];
  const search = (part: unknown, metadata: unknown): void => {
    if (Array.isArray(part)) for (const item of part) search(item, undefined);
    if (!isRecord(part)) return;
    if (LISTS.some((list) => Array.isArray(part[list]))) found.push({ metadata, spec: part });
    else for (const [key, child] of Object.entries(part)) search(child, key === "spec" ? part["metadata"] : undefined);
  };
  search(value, undefined);
  return found;
}

/** Lists the containers of pods. @param service a container of this name is `its container` */
export const containersIn = ({ spec }: Pods, service: string | undefined): readonly Container[] =>
  LISTS.flatMap((list) =>
    recordsAt(spec, list).map((fields) => ({
      fields,
      name: fields["name"] === service ? "its container" : `container ${shown(fields["name"])}`,
      stays: list === "containers" || fields["restartPolicy"] === "Always",
    })),
  );
