import type { Problem } from "../../../base/problem.ts";
import { isRecord } from "../../../base/values.ts";
import type { Manifest } from "../../../model/manifest.ts";
import { GENERATED_ROOT } from "../../../render/layout.ts";
import { toYaml } from "../../../render/yaml.ts";
import { listFiles } from "../../../system/list-files.ts";
import { compareObjects, describeDifference } from "./compare-objects.ts";
import { readProviderFile } from "./provider-yaml.ts";
import type { NamedObject } from "./render-input.ts";
import type { RenderedFiles } from "./rendered-files.ts";

/** Reads the objects that the provider wrote. Each sent object must be there once, with every field. */
export function readObjects(directory: string, sent: readonly NamedObject[]): RenderedFiles {
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  const expected = new Map(sent.map((object) => [identityOf(object.manifest), object]));
  // The provider writes CRDs into one directory and all other objects into another. Without objects it makes neither.
  for (const file of listFiles(directory)) {
    const received: unknown = readProviderFile(file);
    const identity = isManifest(received) ? identityOf(received) : "";
    const object = expected.get(identity);
    if (object === undefined || !isRecord(received)) {
      problems.push({
        file: "the engine",
        path: "",
        message: `rendered ${identity === "" ? file : identity}, which the stack does not have`,
      });
      continue;
    }
    expected.delete(identity);
    for (const difference of compareObjects(object.manifest, received)) {
      problems.push({ file: `${GENERATED_ROOT}/${object.name}`, path: difference.path, message: describeDifference(difference) });
    }
    files.set(object.name, toYaml(received));
  }
  // If the engine rendered nothing, one problem is enough.
  if (files.size === 0 && expected.size > 1) {
    problems.push({ file: "the engine", path: "", message: `rendered 0 of ${expected.size} objects` });
    return { files, problems };
  }
  for (const { name } of expected.values()) {
    problems.push({ file: `${GENERATED_ROOT}/${name}`, path: "", message: "was not rendered by the engine" });
  }
  return { files, problems };
}

const identityOf = ({ apiVersion, kind, metadata: { namespace = "", name } }: Manifest): string =>
  `${apiVersion} ${kind} ${namespace}/${name}`;

const isManifest = (value: unknown): value is Manifest =>
  isRecord(value) && typeof value["apiVersion"] === "string" && typeof value["kind"] === "string" && isRecord(value["metadata"]);
