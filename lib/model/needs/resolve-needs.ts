import { isNeedRef, type NeedRef } from "./need-ref.ts";
import type { Need, Needs, ResolvedNeeds } from "./registry.ts";
import { isUsed, type UsedNeed } from "./use.ts";

/** The service that owns the instance of a need, and the owner's name of the need. */
export type Owner = Pick<NeedRef, "service" | "need">;

/** The needs of a service after the owner's need has replaced each used one. */
export interface Resolved {
  readonly needs: ResolvedNeeds;
  /** The used needs: name -> owner. */
  readonly uses: ReadonlyMap<string, Owner>;
}

const NOTHING: Resolved = { needs: {}, uses: new Map() };

/** Replaces each used need by the owner's. Leaves out a reference that leads nowhere, which a check reports. */
export function resolveNeeds(input: Needs | undefined): Resolved {
  if (input === undefined) return NOTHING;
  const needs = new Map<string, Need>();
  const uses = new Map<string, Owner>();
  for (const [name, need] of Object.entries(input)) {
    if (!isUsed(need)) {
      needs.set(name, need);
      continue;
    }
    const ref = refOf(need);
    if (ref?.spec === undefined || isUsed(ref.spec)) continue;
    needs.set(name, ref.spec);
    uses.set(name, { service: ref.service, need: ref.need });
  }
  return { needs: Object.fromEntries(needs), uses };
}

/** Returns the reference of a used need, or undefined if it is none. A check reports the reason. */
function refOf({ owner }: UsedNeed): NeedRef<Need | UsedNeed> | undefined {
  try {
    const ref: unknown = owner();
    // The spec of the owner has matched its schema. Else the owner is broken, and nothing uses the result.
    return isNeedRef(ref) ? (ref as NeedRef<Need | UsedNeed>) : undefined;
  } catch {
    return undefined;
  }
}
