import type { Manifest } from "../../../model/manifest.ts";
import { GENERATED_ROOT } from "../../../render/layout.ts";
import type { Problem } from "../../../base/problem.ts";
import { isRecord } from "../../../base/values.ts";
import { toYaml } from "../../../render/yaml.ts";
import { filesBelow } from "../../../system/read-if-exists.ts";
import { compareObjects, lossText } from "./compare.ts";
import { readProviderFile } from "./provider-yaml.ts";

export interface ReadBack {
  /** Path below the generated root -> content, in canonical form. */
  readonly files: ReadonlyMap<string, string>;
  /** Empty where everything came back as it went in; else nothing of it may be written. */
  readonly problems: readonly Problem[];
}

/**
 * Reads what the provider wrote, object by object, and holds it against what was sent: nothing may be missing, nothing may come twice,
 * no field may have vanished.
 * @param sent the objects by their path below the generated root
 */
export function readBack(directory: string, sent: readonly { readonly name: string; readonly manifest: Manifest }[]): ReadBack {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const expected = new Map(sent.map((object) => [identityOf(object.manifest), object]));
  // The provider writes CRDs and everything else into directories of their own; with nothing to write, it makes none.
  for (const file of filesBelow(directory)) {
    const received: unknown = readProviderFile(file);
    const identity = isManifest(received) ? identityOf(received) : "";
    const object = expected.get(identity);
    if (object === undefined || !isRecord(received)) {
      problems.push({ file: "the engine", path: "", message: `rendered ${identity === "" ? file : identity}, which nobody asked for` });
      continue;
    }
    expected.delete(identity);
    for (const loss of compareObjects(object.manifest, received)) {
      problems.push({ file: `${GENERATED_ROOT}/${object.name}`, path: loss.path, message: lossText(loss) });
    }
    files.set(object.name, toYaml(received));
  }
  // One line says it where the engine has done nothing at all.
  if (files.size === 0 && expected.size > 1) {
    problems.push({ file: "the engine", path: "", message: `wrote none of ${expected.size} objects` });
    return { files, problems };
  }
  for (const { name } of expected.values()) {
    problems.push({ file: `${GENERATED_ROOT}/${name}`, path: "", message: "did not come back from the engine" });
  }
  return { files, problems };
}

const identityOf = ({ apiVersion, kind, metadata: { namespace = "", name } }: Manifest): string =>
  `${apiVersion} ${kind} ${namespace}/${name}`;

const isManifest = (value: unknown): value is Manifest =>
  isRecord(value) && typeof value["apiVersion"] === "string" && typeof value["kind"] === "string" && isRecord(value["metadata"]);
