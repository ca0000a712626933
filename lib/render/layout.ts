import type { CompiledObject } from "../compile/compiled-object.ts";
import { PLATFORM } from "../model/object-names.ts";
import {
  applicationPath,
  ARGOCD_DIRECTORY,
  BOOTSTRAP_DIRECTORY,
  componentRoot,
  GENERATED_ROOT,
  lockPath,
  platformDirectory,
  serviceDirectory,
} from "../compile/generated-paths.ts";

export { applicationPath, GENERATED_ROOT, lockPath };

/** Returns the directory of a component's objects, with a slash at its end. */
export const componentDirectory = (stack: string, component: string): string => `${componentRoot(stack, component)}/`;

/** Returns the path of the file that lists the objects of a component. Argo CD does not deploy its directory. */
export const componentInventory = (stack: string, component: string): string => `${stack}/components/${component}.txt`;

/** The file of the freezes that people declared, relative to the generated root. */
export const FREEZES_FILE = "freezes.yaml";

/** True if a path, relative to the generated root, is a component's inventory. */
export const isInventory = (path: string): boolean => /^[^/]+\/components\/[^/]+\.txt$/.test(path);

/** Names the file of an object. */
export const fileOf = ({ kind, metadata: { name } }: { readonly kind: string; readonly metadata: { readonly name: string } }): string =>
  `${kind.toLowerCase()}-${asFileName(name)}.yaml`;

/** Escapes, as in a URL, the characters that some file system refuses or folds. A role may be called `system:Reader`. */
const asFileName = (name: string): string =>
  name.replace(/[^a-z0-9.-]/g, (character) => `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, "0")}`);

/**
 * Returns the service of a path, relative to the generated root, or the name of another Application.
 * Returns undefined for objects that the stack has once.
 */
export function serviceOfPath(path: string): string | undefined {
  const [, area, rest = ""] = path.split("/");
  return area === "services" ? rest : area === "applications" ? rest.replace(/\.yaml$/, "") : undefined;
}

/** Returns the service of a path, or the platform. Both have an entry in a lock. Undefined for all other files. */
export function entryOfPath(path: string): string | undefined {
  const [, area, , further] = path.split("/");
  return area === PLATFORM && further === undefined ? PLATFORM : serviceOfPath(path);
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
      return applicationPath(scope.stack, scope.name);
    case "argocd":
      // `kubectl apply` sorts a directory by name, and a project must be there before its Applications.
      return `${ARGOCD_DIRECTORY}/${file.replace(/^appproject-/, "app-project-")}`;
    case "bootstrap":
      return `${BOOTSTRAP_DIRECTORY}/${scope.file}.yaml`;
  }
}
