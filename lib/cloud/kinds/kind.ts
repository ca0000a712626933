import { valueAt } from "../../base/values.ts";
import type { CloudType, CloudTypes } from "../cloud-types.ts";

/** The inputs or outputs of a resource as plain data. */
export type Properties = Readonly<Record<string, unknown>>;

/** The path of an input: `tier` or `settings.collation`. It covers everything below it. */
export type InputPath<T extends CloudType = CloudType> = T extends CloudType
  ? (keyof CloudTypes[T] & string) | `${keyof CloudTypes[T] & string}.${string}`
  : never;

/** The behaviour of a type of resources in Google Cloud. Source: the schema of the Terraform provider that `@pulumi/gcp` wraps. */
export interface CloudKind<T extends CloudType = CloudType> {
  /** The inputs that never change. Another value replaces the resource. */
  readonly replaces: readonly InputPath<T>[];
  /** The inputs whose change replaces the resource in this case, such as a lower version. */
  readonly replacesIf?: (old: Properties, next: Properties) => readonly InputPath<T>[];
  /** The inputs whose change does nothing in this case, such as a smaller disk. */
  readonly ignoresIf?: (old: Properties, next: Properties) => readonly InputPath<T>[];
  /** True if the old resource must go first, because the new one has its name. */
  readonly deleteBeforeReplace: boolean;
  /** The inputs that must be set. A name is one of them, because Pulumi would add a random suffix to its own. */
  readonly required: readonly InputPath<T>[];
  /** Groups of inputs of which a resource has at most one. */
  readonly conflicts: readonly (readonly InputPath<T>[])[];
  /** The inputs that the cloud never tells again. A change of their version sends them. */
  readonly writeOnly: readonly InputPath<T>[];
  /** The lists whose order means nothing. They are sorted, as the cloud returns them. */
  readonly sorted: readonly InputPath<T>[];
  /** True if a deletion loses data of users. */
  readonly stateful: boolean;
  /** The type whose resources end this one when they go, and the input that has their name or id. @default none */
  readonly endsWith?: { readonly type: CloudType; readonly input: InputPath<T> };
  /** Returns the id that the cloud gives to a resource with these inputs. */
  readonly id: (inputs: Properties) => string;
  /** Returns the id of the resource whose data this one begins with, or undefined if it begins empty. @default it begins empty */
  readonly copyOf?: (inputs: Properties) => string | undefined;
  /** Returns the id by which a resource is imported. @default the id */
  readonly importId?: (inputs: Properties) => string;
  /** Returns what the cloud adds to the inputs. It depends on the id, so an update keeps it. */
  readonly outputs: (inputs: Properties, id: string) => Properties;
}

type Optional = "conflicts" | "deleteBeforeReplace" | "outputs" | "sorted" | "stateful" | "writeOnly";

/** Completes a kind: it has no data, no conflicts and no outputs, and its name is fixed. */
export const cloudKind = <T extends CloudType>(
  _type: T,
  kind: Omit<CloudKind<T>, Optional> & Partial<Pick<CloudKind<T>, Optional>>,
): CloudKind<T> => ({ conflicts: [], deleteBeforeReplace: true, outputs: () => ({}), sorted: [], stateful: false, writeOnly: [], ...kind });

/** Returns an input as a string, for an id. */
export function textOf(inputs: Properties, key: string): string {
  const value = inputs[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** Returns the input at a path such as `settings.diskSize`. */
export const inputAt = (inputs: Properties, path: string): unknown => valueAt(inputs, path.split("."));

/** Fills the inputs into an id: `projects/{project}/topics/{name}`. */
export const idOf =
  (pattern: string) =>
  (inputs: Properties): string =>
    pattern.replace(/\{(\w+)\}/g, (_all, key: string) => textOf(inputs, key));

/** Returns the last part of a path: `prod` of `projects/shop/global/networks/prod`. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Returns the address of a resource of Compute Engine, by which others refer to it. */
export const selfLink = (id: string): string => `https://www.googleapis.com/compute/v1/${id}`;

/** Sorts the lists of inputs whose order means nothing. @param sort sorts one list. @default a list with a value that is not known stays */
export const withSortedLists = <T>(
  { sorted }: { readonly sorted: readonly string[] },
  inputs: Readonly<Record<string, T>>,
  sort: (list: T) => T = sortedList,
): Readonly<Record<string, T>> =>
  sorted.length === 0
    ? inputs
    : Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, sorted.includes(key) ? sort(value) : value]));

/** Sorts a list of strings. */
export const sortedList = <T>(value: T): T =>
  Array.isArray(value) && value.every((each) => typeof each === "string") ? (value.toSorted() as T) : value;
