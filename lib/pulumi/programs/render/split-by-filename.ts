import type { Manifest } from "../../../model/manifest.ts";

/** Returns the provider's file name for an object. Its parts may contain the sign that joins them, so two objects can share a name. */
const fileName = ({ apiVersion, kind, metadata: { namespace = "default", name } }: Manifest): string =>
  `${apiVersion.replaceAll("/", "_")}-${kind}-${namespace}-${name}`.toLowerCase();

/** Splits objects into groups without equal file names: of two in one directory, the provider silently keeps the last. */
export function splitByFilename<T extends { readonly manifest: Manifest }>(objects: readonly T[]): readonly (readonly T[])[] {
  const groups: T[][] = [];
  const used = new Map<string, number>();
  for (const object of objects) {
    const name = fileName(object.manifest);
    const group = used.get(name) ?? 0;
    used.set(name, group + 1);
    (groups[group] ??= []).push(object);
  }
  return groups;
}
