import type { Manifest } from "../../../model/manifest.ts";

/** What the provider calls an object's file. Its parts may hold the sign that joins them, so that two objects can share one. */
const fileName = ({ apiVersion, kind, metadata: { namespace = "default", name } }: Manifest): string =>
  `${apiVersion.replaceAll("/", "_")}-${kind}-${namespace}-${name}`.toLowerCase();

/** Spreads objects over directories so that no two in one directory share a file name, of which the last would win in silence. */
export function lanesOf<T extends { readonly manifest: Manifest }>(objects: readonly T[]): readonly (readonly T[])[] {
  const lanes: T[][] = [];
  const taken = new Map<string, number>();
  for (const object of objects) {
    const name = fileName(object.manifest);
    const lane = taken.get(name) ?? 0;
    taken.set(name, lane + 1);
    (lanes[lane] ??= []).push(object);
  }
  return lanes;
}
