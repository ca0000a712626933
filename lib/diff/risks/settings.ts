import { applicationPath } from "../../compile/generated-paths.ts";
import { PLATFORM, withoutProjectPart } from "../../model/object-names.ts";
import type { Tree } from "../../render/tree.ts";
import { valueAt } from "../../base/values.ts";
import { readObject, type TreeObject } from "../object.ts";

/** The values that the Applications of one stack share. Its platform Application has them. */
export interface Settings {
  readonly stack: string;
  readonly cluster: unknown;
  readonly namespace: unknown;
  readonly repository: unknown;
  readonly revision: unknown;
}

/** True if a file has the settings of a stack. */
export const hasSettings = (path: string): boolean => path === applicationPath(path.split("/")[0] ?? "", PLATFORM);

/** Reads the settings of each stack. A change of the settings themselves is a risk, so their new values are trusted. */
export const settingsOf = (tree: Tree): ReadonlyMap<string, Settings> =>
  new Map(
    [...tree].flatMap(([path, text]) => {
      if (!hasSettings(path)) return [];
      const { stack, value } = readObject(path, text);
      const at = (field: string): unknown => valueAt(value, ["spec", ...field.split(".")]);
      return [
        [
          stack,
          {
            stack,
            cluster: at("destination.name"),
            namespace: at("destination.namespace"),
            repository: at("source.repoURL"),
            revision: at("source.targetRevision"),
          },
        ],
      ];
    }),
  );

/** Returns the settings for an object. The root Application and the projects of a stack have its name. */
export function settingsFor(all: ReadonlyMap<string, Settings>, { stack, name }: Pick<TreeObject, "stack" | "name">): Settings | undefined {
  return all.get(stack) ?? all.get(name) ?? all.get(withoutProjectPart(name));
}
