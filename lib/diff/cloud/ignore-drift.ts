import type { DriftIgnore } from "../../model/stack-fields/drift-ignore.ts";
import { isExpired } from "../../model/stack-fields/expires.ts";

/** A resource that differs from its cloud. */
export interface Differing<V> {
  readonly urn: string;
  /** The name of its component: `<service>-<need>`. */
  readonly block: string;
  readonly values: readonly V[];
}

/** A rule that does not do what it says. */
export interface IdleRule {
  readonly rule: DriftIgnore;
  readonly why: "expired" | "matches nothing";
}

/** The differences without the ignored ones. */
export interface Kept<V, T extends Differing<V>> {
  readonly drifted: readonly T[];
  /** The number of ignored values. */
  readonly ignored: number;
  readonly idle: readonly IdleRule[];
}

/**
 * Takes ignored values out of differences. A resource without another value counts as clean. A deleted resource always counts.
 * @param now the time, in UTC
 */
export function ignoreDrift<V extends { readonly path: string }, T extends Differing<V>>(
  drifted: readonly T[],
  rules: readonly DriftIgnore[],
  now: string,
): Kept<V, T> {
  const used = new Set<DriftIgnore>();
  const inForce = rules.filter(({ expires }) => !isExpired(expires, now));
  let ignored = 0;
  const kept = drifted.flatMap((resource): readonly T[] => {
    const values = resource.values.filter(({ path }) => {
      const rule = inForce.find((each) => isOf(resource, each) && (path === each.property || path.startsWith(`${each.property}.`)));
      if (rule === undefined) return true;
      used.add(rule);
      ignored += 1;
      return false;
    });
    if (values.length === resource.values.length) return [resource];
    return values.length === 0 ? [] : [{ ...resource, values }];
  });
  const idle = rules.flatMap((rule): readonly IdleRule[] => {
    if (!inForce.includes(rule)) return [{ rule, why: "expired" }];
    return used.has(rule) ? [] : [{ rule, why: "matches nothing" }];
  });
  return { drifted: kept, ignored, idle };
}

const isOf = ({ urn, block }: Pick<Differing<unknown>, "block" | "urn">, { resource }: DriftIgnore): boolean =>
  resource === urn || (!resource.startsWith("urn:") && resource.replace(".", "-") === block);
