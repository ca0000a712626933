import { apiGroup } from "../../compile/object-key.ts";
import { isKubernetesKind } from "../../compile/kubernetes-kinds.ts";
import { OPERATORS } from "./operators.ts";

/** The part of an object that decides about operators. */
export interface NeedyObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly annotations: readonly string[];
}

/** The kinds that Argo CD itself serves. */
const OF_ARGO_CD: ReadonlySet<string> = new Set(["AppProject", "Application", "ApplicationSet"]);

const OF_OPERATORS: ReadonlySet<string> = new Set(OPERATORS.flatMap(({ groups }) => groups));

/** Lists the API groups that a new cluster lacks, with the kinds of the objects: group -> kinds. */
export function neededGroups(objects: readonly NeedyObject[]): ReadonlyMap<string, readonly string[]> {
  const own = new Set(objects.flatMap(({ kind, name }) => (kind === "CustomResourceDefinition" ? [afterDot(name)] : [])));
  const kinds = new Map<string, Set<string>>();
  const add = (group: string, kind: string): void => {
    if (!own.has(group)) kinds.set(group, (kinds.get(group) ?? new Set()).add(kind));
  };
  for (const object of objects) {
    const { kind, annotations } = object;
    const group = apiGroup(object);
    const isBuiltIn = isKubernetesKind(object) && !OF_OPERATORS.has(group);
    if (!isBuiltIn && !(group === "argoproj.io" && OF_ARGO_CD.has(kind))) add(group, kind);
    for (const annotation of annotations) {
      const [prefix = ""] = annotation.split("/");
      if (OF_OPERATORS.has(prefix)) add(prefix, kind);
    }
  }
  return new Map([...kinds].map(([group, names]) => [group, [...names].sort()] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the group of a CustomResourceDefinition's name: `widgets.example.com` is of `example.com`. */
const afterDot = (name: string): string => name.slice(name.indexOf(".") + 1);
