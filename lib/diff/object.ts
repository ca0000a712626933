import { load } from "js-yaml";
import { isStateful } from "../model/manifest-kinds.ts";
import { isRecord } from "../base/values.ts";

/** The object in a file of a tree. */
export interface TreeObject {
  /** Below the generated root. */
  readonly path: string;
  /** The stack that it belongs to, or `argocd`. */
  readonly stack: string;
  /** The service that it belongs to; undefined for other objects. */
  readonly service: string | undefined;
  /** `File` if the file holds no Kubernetes object. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly stateful: boolean;
  readonly text: string;
  readonly value: unknown;
}

/** Reads a file of a tree. Every file counts as an object, also one that a person added by hand. */
export function readObject(path: string, text: string): TreeObject {
  const [stack = "", area = "", service] = path.split("/");
  const value = path.endsWith(".yaml") ? parse(text) : undefined;
  const metadata = isRecord(value) ? value["metadata"] : undefined;
  const kind = isRecord(value) ? value["kind"] : undefined;
  const name = isRecord(metadata) ? metadata["name"] : undefined;
  const namespace = isRecord(metadata) ? metadata["namespace"] : undefined;
  const known = typeof kind === "string" && typeof name === "string";
  return {
    path,
    stack,
    service: serviceOf(area, service),
    kind: known ? kind : "File",
    namespace: typeof namespace === "string" ? namespace : "",
    name: known ? name : path.slice(path.lastIndexOf("/") + 1),
    stateful: known && isStateful(kind),
    text,
    value: known ? value : undefined,
  };
}

/** Returns the service of a path. The platform's Application has a name that no service can have. */
function serviceOf(area: string, name: string | undefined): string | undefined {
  if (area === "services") return name;
  return area === "applications" && name !== "platform.yaml" ? name?.replace(/\.yaml$/, "") : undefined;
}

function parse(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}
