import { valueAt } from "../../base/values.ts";
import type { Manifest } from "../../model/manifest.ts";
import { isWorkload } from "../../model/workload.ts";
import { findPath, formatPath } from "../manifest-path.ts";
import { withoutHash } from "../short-hash.ts";
import type { Explanation } from "./explanation.ts";
import { callerInfluences } from "./explain-callers.ts";
import { envInfluences } from "./env-influences.ts";
import { fieldInfluences } from "./field-influences.ts";
import { stackInfluences } from "./stack-influences.ts";
import { compileSubject, type Subject } from "./subject.ts";

/**
 * Explains a value of a manifest. It measures the dependencies: it changes one field at a time and compiles again.
 * A field is an influence if the value differs then. Returns undefined if no object has the path.
 * @param kind the kind of the object, `Job` or `Job/cart-migrate`; undefined finds the path in any object, workloads first
 */
export function explainManifest(subject: Subject, path: string, kind: string | undefined): Explanation | undefined {
  const found = findValue(compileSubject(subject), path, kind);
  if (found === undefined) return undefined;
  const { object, keys, value } = found;
  const original = JSON.stringify(value);
  const differs = (changed: Subject): boolean => {
    const other = counterpart(compileSubject(changed), object);
    // A changed word may be invalid, such as the protocol "xhttp". Then the object is missing, which says nothing about its value.
    return other !== undefined && JSON.stringify(valueAt(other, keys)) !== original;
  };
  return {
    object,
    path: formatPath(keys),
    value,
    influences: [
      ...fieldInfluences(subject, differs),
      ...envInfluences(subject, object, keys),
      ...stackInfluences(subject, differs),
      ...callerInfluences(subject, differs),
    ],
  };
}

function findValue(objects: readonly Manifest[], path: string, kind: string | undefined) {
  const wanted = kind?.toLowerCase();
  const candidates = objects.filter((object) => {
    const own = object.kind.toLowerCase();
    return wanted === undefined || wanted === own || wanted === `${own}/${object.metadata.name}`;
  });
  const sorted = [...candidates].sort((a, b) => Number(isWorkload(b.kind)) - Number(isWorkload(a.kind)));
  for (const object of sorted) {
    const found = findPath(object, path);
    if (found !== undefined) return { object, ...found };
  }
  return undefined;
}

/** Finds the object again after a change. The name of a ConfigMap then ends in another hash. */
const counterpart = (objects: readonly Manifest[], { kind, metadata }: Manifest): Manifest | undefined =>
  objects.find((other) => other.kind === kind && withoutHash(other.metadata.name) === withoutHash(metadata.name));
