import { GENERATED_ROOT } from "../compile/argocd/application.ts";
import type { Placed } from "../compile/placed.ts";

export { GENERATED_ROOT };

/** Returns the path of a stack's lock, below the generated root. */
export const lockPath = (stack: string): string => `${stack}/versions.yaml`;

/** Returns the directory of a component's objects, below the generated root. */
export const componentDirectory = (stack: string, component: string): string => `${stack}/platform/${component}/`;
/** Returns the path of a component's inventory, below the generated root. */
export const componentInventory = (stack: string, component: string): string => `${componentDirectory(stack, component)}inventory.txt`;

/** True if a path below the generated root is an inventory. */
export const isInventory = (path: string): boolean => /^[^/]+\/platform\/[^/]+\/inventory\.txt$/.test(path);

/** Returns the name of an object's file. */
export const fileOf = ({ kind, metadata: { name } }: { readonly kind: string; readonly metadata: { readonly name: string } }): string =>
  `${kind.toLowerCase()}-${asFileName(name)}.yaml`;

/** Escapes characters that some file systems refuse or fold, as a URL does: a role may be called `system:Reader`. */
const asFileName = (name: string): string =>
  name.replace(/[^a-z0-9.-]/g, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`);

/** Returns the service of a path below the generated root, or the name of its Application; undefined for other files. */
export function serviceOfPath(path: string): string | undefined {
  const [, area, rest = ""] = path.split("/");
  return area === "services" ? rest : area === "applications" ? rest.replace(/\.yaml$/, "") : undefined;
}

/** Returns the path of an object, below the generated root. Each object has its own file. */
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
