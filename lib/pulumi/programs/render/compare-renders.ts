import { load } from "js-yaml";
import { isInventory } from "../../../render/layout.ts";
import { compareObjects } from "./compare-objects.ts";
import { labelOf } from "./object-label.ts";
import type { RenderedFiles } from "./rendered-files.ts";

/** An object that differs between two renders of a component. */
export interface UnstableObject {
  /** Path below the generated root. */
  readonly path: string;
  /** `ConfigMap "login"` */
  readonly label: string;
  readonly kind: string;
  /** The fields that differ; empty if only one render has the object. */
  readonly fields: readonly string[];
}

/** Lists the objects that differ between two renders of the same sources. */
export function compareRenders(first: RenderedFiles, second: RenderedFiles): readonly UnstableObject[] {
  const paths = [...new Set([...first.files.keys(), ...second.files.keys()])].filter((path) => !isInventory(path));
  return paths.sort().flatMap((path): readonly UnstableObject[] => {
    const [before, after] = [first.files.get(path), second.files.get(path)];
    if (before === after) return [];
    const object = load(before ?? after ?? "");
    const fields = before === undefined || after === undefined ? [] : compareObjects(object, load(after)).map((each) => each.path);
    const label = labelOf(object);
    return [{ path, label, kind: label.split(" ")[0] ?? "", fields }];
  });
}
