import * as z from "zod/mini";
import type { FilesContext } from "./context.ts";
import { isUnset, type Unset, unsetSchema } from "./env-values.ts";
import { plainTextSchema, type Text, textOf } from "./plain.ts";
import { literalOr } from "./schema-parts.ts";

/** Config files: absolute path in the container -> content. */
export type Files = Readonly<Record<string, Text | Unset>>;

/** Config files, or a function that returns them. */
export type FilesInput<P, N, C> = Files | ((context: FilesContext<P, N, C>) => Files);

/** Applies the layers of config files, lowest first. Skips functions. */
export function filesOf(layers: readonly FilesInput<never, never, never>[]): Readonly<Record<string, string>> {
  const files = new Map<string, string>();
  for (const layer of layers) {
    for (const [path, content] of typeof layer === "function" ? [] : Object.entries(layer)) {
      if (isUnset(content)) files.delete(path);
      // The schema skips a field called __proto__, and a rule refuses it.
      else files.set(path, path === "__proto__" ? "" : textOf(content));
    }
  }
  return Object.fromEntries(files);
}

export const filesSchema = z.union(
  [
    z.record(z.string(), literalOr(z.string(), { plain: plainTextSchema, unset: unsetSchema }, "must be a string")),
    z.custom((value) => typeof value === "function"),
  ],
  "must be an object",
);
