import * as z from "zod/mini";
import { TEMPORARY_DIRECTORY } from "../mount-paths.ts";
import { normalizeQuantity } from "../quantity.ts";
import { isUnset, type Unset, unsetSchema } from "./env-values.ts";
import { literalOr } from "./schema-parts.ts";

/**
 * Directories that the containers may write to: a list of paths, or sizes by path. A size is a Kubernetes quantity of bytes.
 * A directory is empty at first, and its content goes with the pod. All containers of the pod share it. `{ "/tmp": unset }` keeps the
 * image's own files in `/tmp`.
 */
export type WritableInput = readonly string[] | Readonly<Record<string, string | Unset>>;

/** A directory that the containers may write to. */
export interface WritableDirectory {
  readonly path: string;
  /** The maximum of bytes in normal form; a malformed one stays as written. */
  readonly size: string;
}

/** The size of a directory whose size the spec does not give. */
const DEFAULT_SIZE = "256Mi";

const TEMPORARY: WritableDirectory = { path: TEMPORARY_DIRECTORY, size: DEFAULT_SIZE };
/** The directories of a service that lists none. */
export const TEMPORARY_ALONE: readonly WritableDirectory[] = [TEMPORARY];

export const writableSchema = z.union(
  [z.array(z.string()), z.record(z.string(), literalOr(z.string(), { unset: unsetSchema }, "must be a size such as 1Gi, or unset"))],
  "must be a list of paths, or an object of sizes by path",
);

/** Lists the directories with their sizes. `/tmp` is one of them, unless a layer removes it. */
export function writableOf(input: WritableInput | undefined): readonly WritableDirectory[] {
  if (input === undefined) return TEMPORARY_ALONE;
  if (isList(input)) return withTemporary(input.map((path) => ({ path, size: DEFAULT_SIZE })));
  const directories = Object.entries(input).flatMap(([path, size]) =>
    isUnset(size) ? [] : [{ path, size: normalizeQuantity(size) ?? size }],
  );
  return isUnset(input[TEMPORARY_DIRECTORY]) ? directories : withTemporary(directories);
}

const withTemporary = (directories: readonly WritableDirectory[]): readonly WritableDirectory[] =>
  directories.some(({ path }) => path === TEMPORARY_DIRECTORY) ? directories : [TEMPORARY, ...directories];

const isList = (input: WritableInput): input is readonly string[] => Array.isArray(input);
