import { MANIFEST_KINDS } from "../../model/manifest-kinds.ts";
import type { Manifest } from "../../model/manifest.ts";
import { apiGroup } from "../object-key.ts";

/** A kind that an AppProject allows. */
export interface AllowedKind {
  readonly group: string;
  readonly kind: string;
}

/** Lists the kinds of a registry, in order. */
export const kindsOf = (registry: Readonly<Record<string, { readonly group: string }>>): { group: string; kind: string }[] =>
  sortedKinds(Object.entries(registry).map(([kind, { group }]) => ({ group, kind })));

/** Sorts kinds by group and name, each once. */
export function sortedKinds(kinds: readonly AllowedKind[]): { group: string; kind: string }[] {
  const byKey = new Map(kinds.map(({ group, kind }) => [keyOf(group, kind), { group, kind }]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

const keyOf = (group: string, kind: string): string => `${group}/${kind}`;

/** Kind -> its API group. */
const KNOWN: ReadonlyMap<string, string> = new Map(kindsOf(MANIFEST_KINDS).map(({ group, kind }) => [kind, group]));

/** Returns the kind of an object that Fairlead renders for no service by itself, or undefined for any other. */
export function addedKind(manifest: Manifest): AllowedKind | undefined {
  const { kind } = manifest;
  const group = apiGroup(manifest);
  return KNOWN.get(kind) === group ? undefined : { group, kind };
}
