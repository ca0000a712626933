import { loadAll } from "js-yaml";
import { JudgeError } from "./judge-error.ts";
import { isNode, type SchemaNode } from "./strict-schema.ts";

/** One Kubernetes object of a file. */
export interface Manifest {
  /** The path of the file, as the user gave it. */
  readonly path: string;
  /** The unchanged YAML of this object. The programs parse it themselves. */
  readonly text: string;
  readonly object: SchemaNode;
  readonly kind: string;
  readonly name: string;
  /** The object's name in findings: `Deployment/payments/checkout`. */
  readonly label: string;
}

const separator = /^---[ \t]*(?:#.*)?\r?$/m;

function parse(path: string, text: string): readonly unknown[] {
  try {
    return loadAll(text);
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    throw new JudgeError(`${path}: not readable as YAML: ${reason}`, { cause });
  }
}

function toManifest(path: string, text: string, object: unknown): Manifest {
  const { kind, apiVersion, metadata } = isNode(object) ? object : {};
  const { name, generateName, namespace } = isNode(metadata) ? metadata : {};
  const called = name ?? generateName;
  if (!isNode(object) || typeof kind !== "string" || typeof apiVersion !== "string" || typeof called !== "string") {
    throw new JudgeError(`${path}: not a Kubernetes object: it needs apiVersion, kind and metadata.name`);
  }
  const label = [kind, ...(typeof namespace === "string" ? [namespace] : []), called].join("/");
  return { path, text, object, kind, name: called, label };
}

/**
 * Parses the objects of a file.
 * @throws JudgeError if a part is not YAML or not a Kubernetes object, or if the file has no object
 */
export function parseManifests(path: string, text: string): readonly Manifest[] {
  const found = text.split(separator).flatMap((part) =>
    parse(path, part)
      .filter((object) => object !== null && object !== undefined)
      .map((object) => toManifest(path, part, object)),
  );
  if (found.length === 0) throw new JudgeError(`${path}: has no Kubernetes object`);
  return found;
}
