import { hashOf } from "../base/hash.ts";
import type { Manifest } from "../model/manifest.ts";
import { fileOf } from "./layout.ts";

/** An object that the engine rendered for a component. */
export interface InventoryObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Undefined for an object of the whole cluster. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** SHA-256 of its file, in hexadecimal. */
  readonly hash: string;
}

/**
 * The sources and the objects of a component, in a file that Argo CD does not deploy. Without the engine, `check` compares the files with it.
 */
export interface Inventory {
  /** SHA-256 of the component's sources. */
  readonly inputs: string;
  readonly objects: readonly InventoryObject[];
}

/** Describes an object and the file that holds it. */
export const inventoryObject = ({ apiVersion, kind, metadata: { name, namespace } }: Manifest, text: string): InventoryObject => ({
  apiVersion,
  kind,
  namespace,
  name,
  hash: hashOf(text),
});

/** Names the file of each object. Two operators may share the name of a kind, so then the name has the API group, too. */
export function inventoryFiles(objects: readonly Pick<InventoryObject, "apiVersion" | "kind" | "name">[]): readonly string[] {
  const groups = new Map<string, Set<string>>();
  const plain = objects.map(({ kind, name }) => fileOf({ kind, metadata: { name } }));
  for (const [index, { apiVersion }] of objects.entries()) {
    const file = plain[index] ?? "";
    groups.set(file, (groups.get(file) ?? new Set()).add(groupOf(apiVersion)));
  }
  return objects.map(({ apiVersion, kind, name }, index) => {
    const [file = "", group] = [plain[index], groupOf(apiVersion)];
    return (groups.get(file)?.size ?? 0) < 2 || group === "" ? file : fileOf({ kind: `${kind}.${group}`, metadata: { name } });
  });
}

/** Returns the API group: `gateway.networking.k8s.io/v1` -> `gateway.networking.k8s.io`; empty for Kubernetes' core. */
const groupOf = (apiVersion: string): string => (apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "");

/** Stands for the namespace of an object of the whole cluster. */
const NO_NAMESPACE = "-";

/** Formats an inventory: a line for the inputs, and one for each object. */
export const formatInventory = ({ inputs, objects }: Inventory): string =>
  [
    `inputs ${inputs}`,
    ...objects
      .map(({ hash, apiVersion, kind, namespace = NO_NAMESPACE, name }) => [hash, apiVersion, kind, namespace, name].join(" "))
      .sort((a, b) => (a.slice(64) < b.slice(64) ? -1 : 1)),
    "",
  ].join("\n");

/** Reads an inventory. @returns undefined if it is malformed */
export function parseInventory(text: string): Inventory | undefined {
  const [first = "", ...rest] = text.split("\n");
  const [, inputs] = /^inputs ([0-9a-f]{64})$/.exec(first) ?? [];
  const objects = rest.filter((line) => line !== "").map(parseObject);
  const known = objects.filter((object) => object !== undefined);
  return inputs === undefined || known.length < objects.length ? undefined : { inputs, objects: known };
}

function parseObject(line: string): InventoryObject | undefined {
  const [hash = "", apiVersion = "", kind = "", namespace = "", name = "", ...more] = line.split(" ");
  if (!/^[0-9a-f]{64}$/.test(hash) || name === "" || more.length > 0) return undefined;
  return { hash, apiVersion, kind, namespace: namespace === NO_NAMESPACE ? undefined : namespace, name };
}
