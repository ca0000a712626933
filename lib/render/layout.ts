import { GENERATED_ROOT } from "../compile/argocd/application.ts";
import type { Placed } from "../compile/placed.ts";

export { GENERATED_ROOT };

/** A stack's lock, below the generated root. */
export const lockPath = (stack: string): string => `${stack}/versions.yaml`;

/** Where the objects of a component go, and the inventory of them. */
export const componentDirectory = (stack: string, component: string): string => `${stack}/platform/${component}/`;
export const componentInventory = (stack: string, component: string): string => `${componentDirectory(stack, component)}inventory.txt`;

/** Whether a path below the generated root is an inventory: that changes with what it names. */
export const isInventory = (path: string): boolean => /^[^/]+\/platform\/[^/]+\/inventory\.txt$/.test(path);

/** The name of an object's file. */
export const fileOf = ({ kind, metadata: { name } }: { readonly kind: string; readonly metadata: { readonly name: string } }): string =>
  `${kind.toLowerCase()}-${asFileName(name)}.yaml`;

/** A role may be called `system:Reader`: what some file system does not take or tell apart is written as in a URL. */
const asFileName = (name: string): string =>
  name.replace(/[^a-z0-9.-]/g, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`);

/** The service that a path below the generated root is of, or what else its Application is called after; undefined for the stack's own. */
export function serviceOfPath(path: string): string | undefined {
  const [, area, rest = ""] = path.split("/");
  return area === "services" ? rest : area === "applications" ? rest.replace(/\.yaml$/, "") : undefined;
}

/** Where an object goes, below the generated root; one object a file, one file an object. */
export function pathOf({ place, manifest }: Placed): string {
  const file = fileOf(manifest);
  switch (place.scope) {
    case "service":
      return `${place.stack}/services/${place.service}/${file}`;
    case "platform":
      return `${place.stack}/platform/${file}`;
    case "application":
      return `${place.stack}/applications/${place.name}.yaml`;
    case "argocd":
      return `argocd/${file}`;
  }
}
