import type { CompiledObject } from "../compile/compiled-object.ts";
import {
  applicationsDirectory,
  componentRoot,
  GENERATED_ROOT,
  lockPath,
  platformDirectory,
  serviceDirectory,
} from "../compile/generated-paths.ts";

export { GENERATED_ROOT, lockPath };

/** The start of the paths of a component's objects, with a slash at its end. */
export const componentDirectory = (stack: string, component: string): string => `${componentRoot(stack, component)}/`;

/** The file that lists the objects of a component. */
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

/** Returns the path of an object's file, relative to the generated root. Each file has one object. */
export function pathOf({ scope, manifest }: CompiledObject): string {
  const file = fileOf(manifest);
  switch (scope.kind) {
    case "service":
      return `${serviceDirectory(scope.stack, scope.service)}/${file}`;
    case "platform":
      return `${platformDirectory(scope.stack)}/${file}`;
    case "application":
      return `${applicationsDirectory(scope.stack)}/${scope.name}.yaml`;
    case "argocd":
      return `argocd/${file}`;
  }
}
