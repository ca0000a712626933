import { withoutHash } from "../compile/short-hash.ts";
import type { ObjectChange } from "./change.ts";
import type { FieldChange } from "./fields.ts";

/**
 * Folds the new names that follow from the content of a ConfigMap, which ends in a hash. If an object changes in nothing else, it follows the
 * ConfigMap, and its change is folded, too.
 */
export function foldHashes(changes: readonly ObjectChange[]): ObjectChange[] {
  const renamed = new Map(changes.flatMap((change) => (isRehashed(change) ? [[keyOf(change, change.object.name), change] as const] : [])));
  if (renamed.size === 0) return [...changes];
  const followers = new Map<ObjectChange, ObjectChange[]>();
  const kept = changes.flatMap((change): readonly ObjectChange[] => {
    if (change.action !== "changed" || isRehashed(change)) return [change];
    const causes = change.fields.map((field) => causeOf(field, change, renamed));
    const rest = change.fields.filter((_, at) => causes[at] === undefined);
    const [cause] = causes.filter((each) => each !== undefined);
    if (cause === undefined) return [change];
    if (rest.length > 0) return [{ ...change, fields: rest }];
    followers.set(cause, [...(followers.get(cause) ?? []), change]);
    return [];
  });
  return kept.map((change) => {
    if (!isRehashed(change)) return change;
    const fields = change.fields.filter(({ path }) => path !== "metadata.name");
    return { ...change, fields, followers: followers.get(change) ?? [] };
  });
}

/** True if a ConfigMap has another content, and so another hash in its name. */
export const isRehashed = ({ action, object, from }: ObjectChange): boolean =>
  action === "changed" &&
  object.kind === "ConfigMap" &&
  from?.kind === "ConfigMap" &&
  from.name !== object.name &&
  withoutHash(from.name) === withoutHash(object.name);

/** Returns the ConfigMap whose new name a field takes. */
function causeOf(
  { before, after }: FieldChange,
  change: ObjectChange,
  renamed: ReadonlyMap<string, ObjectChange>,
): ObjectChange | undefined {
  const cause = typeof after === "string" ? renamed.get(keyOf(change, after)) : undefined;
  return cause?.from?.name === before ? cause : undefined;
}

const keyOf = ({ object }: ObjectChange, name: string): string => JSON.stringify([object.stack, object.namespace, name]);
