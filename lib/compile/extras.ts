import { messageOf } from "../base/errors.ts";
import type { Manifest, ManifestContext, ManifestMetadata } from "../model/manifest.ts";
import type { Report } from "../base/problem.ts";
import { isStateful } from "../model/manifest-kinds.ts";
import type { ServiceContext } from "./context.ts";
import { isClusterKind } from "./cluster-kinds.ts";
import { CONFIRM_REMOVAL } from "./metadata.ts";
import { checkManifest } from "./plain.ts";
import { withNormalQuantities } from "./quantities.ts";

/** The objects that a service adds, in its stack's namespace. */
export function extraManifests(
  { service, stack, labels, selector }: ServiceContext,
  make: (context: ManifestContext) => readonly Manifest[],
  report: Report,
): readonly Manifest[] {
  let made: unknown;
  try {
    made = make({ service: service.name, namespace: stack.namespace, labels: { ...labels }, selector: { ...selector } });
  } catch (error) {
    report("manifests", `failed: ${messageOf(error)}`);
    return [];
  }
  if (!Array.isArray(made)) {
    report("manifests", "must return a list of objects");
    return [];
  }
  return made.flatMap((object: unknown, index) => {
    const at = `manifests.${index}`;
    if (!checkManifest(object, at, report)) return [];
    if (isClusterKind(object.kind)) {
      report(at, `a service cannot bring a ${object.kind}: it belongs to the whole cluster`);
      return [];
    }
    const { namespace } = object.metadata;
    if (namespace !== undefined && namespace !== stack.namespace) {
      report(`${at}.metadata.namespace`, `"${namespace}" is not the stack's namespace "${stack.namespace}"`);
    }
    const annotations = isStateful(object.kind) ? confirming(object.metadata.annotations) : object.metadata.annotations;
    const placed = {
      ...object,
      metadata: { ...object.metadata, ...(annotations === undefined ? {} : { annotations }), namespace: stack.namespace },
    };
    return [withNormalQuantities(placed, at, report)];
  });
}

const SYNC_OPTIONS = "argocd.argoproj.io/sync-options";

/** What is there already, and that a person is asked before the object goes. */
function confirming(annotations: ManifestMetadata["annotations"] = {}): Readonly<Record<string, string>> {
  const options = [...Object.values(CONFIRM_REMOVAL), annotations[SYNC_OPTIONS] ?? ""]
    .flatMap((text) => text.split(","))
    .map((option) => option.trim());
  return { ...annotations, [SYNC_OPTIONS]: [...new Set(options.filter((option) => option !== ""))].join(",") };
}
