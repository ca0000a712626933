import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { parseLock } from "../render/parse-lock.ts";
import type { LockEntry } from "../resolve/lock.ts";
import type { TreeSource } from "../workspace/tree-source.ts";
import type { GeneratedTree } from "../workspace/workspace.ts";
import type { Finding } from "./results.ts";

/** The fields that a release fixes for ever. */
const FIXED = ["image", "digest", "tag"] as const;

/**
 * Lists the lock entries that name a release of the base with other values. Releases never change, so no gate makes such an entry.
 * @param stacks the stacks whose locks are compared, each with every lock of the base
 */
export function rewrittenEntries(generated: GeneratedTree, base: TreeSource, stacks: readonly string[]): readonly Finding[] {
  const known = knownReleases(base);
  return stacks.flatMap((stack) => {
    const text = generated.read(lockPath(stack)) ?? "";
    const file = `${GENERATED_ROOT}/${lockPath(stack)}`;
    return [...parseLock(text, file).lock].flatMap(([name, entry]): readonly Finding[] => {
      const before = known.get(keyOf(name, entry));
      const field = FIXED.find((each) => before?.[each] !== undefined && entry[each] !== before[each]);
      if (before === undefined || field === undefined) return [];
      const place = { line: lineOf(text, name, field), found: `  ${field}: ${entry[field]}`, expected: `  ${field}: ${before[field]}` };
      return [{ file, what: "rewritten", ...place, who: undefined }];
    });
  });
}

/** Returns the release of an entry: `<service>/<release>`. */
const keyOf = (name: string, { service = name, release }: LockEntry): string => (release === undefined ? "" : `${service}/${release}`);

/** Reads the releases that the locks of a tree name. */
function knownReleases(base: TreeSource): ReadonlyMap<string, LockEntry> {
  const paths = [...base.ids.keys()].filter((path) => path === lockPath(path.split("/")[0] ?? ""));
  const entries = [...base.read(paths)].flatMap(([path, text]) => [...parseLock(text, path).lock]);
  const known = new Map(entries.map(([name, entry]) => [keyOf(name, entry), entry]));
  known.delete("");
  return known;
}

/** Returns the line of a field, from 1; that of the entry if it lacks the field. */
function lineOf(text: string, name: string, field: string): number | undefined {
  const lines = text.split("\n");
  const entry = lines.indexOf(`${name}:`);
  if (entry === -1) return undefined;
  const next = lines.findIndex((line, at) => at > entry && !line.startsWith(" "));
  const at = lines.findIndex((line, index) => index > entry && (next === -1 || index < next) && line.startsWith(`  ${field}: `));
  return (at === -1 ? entry : at) + 1;
}
