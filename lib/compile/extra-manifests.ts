import { messageOf } from "../base/errors.ts";
import { jsonCopy } from "../base/values.ts";
import { isStateful } from "../model/manifest-kinds.ts";
import type { Report } from "../base/problem.ts";
import { reporterExcept } from "../model/check/reporters.ts";
import type { EffectiveService } from "../model/effective.ts";
import type { Manifest } from "../model/manifest.ts";
import { allowedBy } from "../model/rules/allowed-texts.ts";
import { confirmRemoval, replacements } from "./argocd/confirm-removal.ts";
import { isClusterKind } from "./cluster-kinds.ts";
import { checkReadable } from "./check-manifest.ts";
import { checkHatchObject } from "./hatch/check-hatch-object.ts";
import { normalizeQuantities } from "./normalize-quantities.ts";
import { objectKey } from "./object-key.ts";
import { type CompileProblem, reportValue } from "./problems/compile-problem.ts";
import type { ServiceContext } from "./service-context.ts";

/**
 * Builds the objects that a service's `manifests` function adds, in the stack's namespace.
 * @param rendered the objects that Fairlead renders for the service; an added object must be a different one
 */
export function extraManifests(context: ServiceContext, rendered: readonly Manifest[], problems: CompileProblem[]): readonly Manifest[] {
  const { service, stack, labels, selector } = context;
  const { manifests } = service;
  if (manifests === undefined) return [];
  const report = reportValue(problems, { stack: stack.name, service, value: manifests });
  const added = callManifests(
    manifests,
    { service: service.name, namespace: stack.namespace, labels: { ...labels }, selector: { ...selector } },
    report,
  );
  const taken = new Map(
    rendered.map((object) => [objectKey(object), `Fairlead renders ${nameOf(object)}; change it with patch.${object.kind}`]),
  );
  return added.flatMap((value, index) => {
    const at = `manifests.${index}`;
    const object = addedObject(value, at, context, report);
    if (object === undefined) return [];
    const clash = taken.get(objectKey(object));
    if (clash !== undefined) {
      report(at, clash);
      return [];
    }
    taken.set(objectKey(object), `${nameOf(object)} is listed twice; manifests.${index} is the same object`);
    return [object];
  });
}

type Manifests = NonNullable<EffectiveService["manifests"]>;

function callManifests(manifests: Manifests, context: Parameters<Manifests>[0], report: Report): readonly unknown[] {
  let added: unknown;
  try {
    added = manifests(context);
  } catch (error) {
    report("manifests", `failed: ${messageOf(error)}`);
    return [];
  }
  if (Array.isArray(added)) return added;
  report("manifests", "must return a list of objects");
  return [];
}

type AddedTo = Pick<ServiceContext, "service" | "stack">;

/** Checks one added object. Stateful objects get the annotation that protects them. */
function addedObject(value: unknown, at: string, { service, stack }: AddedTo, report: Report): Manifest | undefined {
  const wrong: string[] = [];
  const note: Report = (path, ...problem) => {
    wrong.push(path);
    report(path, ...problem);
  };
  if (!checkReadable(value, at, note, allowedBy(service))) return undefined;
  const further = reporterExcept([...wrong], note);
  if (isClusterKind(value.kind)) {
    report(at, `a service cannot add a ${value.kind}: it belongs to the whole cluster`);
    return undefined;
  }
  if (value["status"] !== undefined) further(`${at}.status`, "is written by the cluster; leave it out");
  const { namespace } = stack;
  const { metadata } = value;
  if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    further(`${at}.metadata.namespace`, `"${metadata.namespace}" is not the stack's namespace "${namespace}"`);
  }
  for (const { annotation, value: text } of isStateful(value.kind) ? replacements(metadata.annotations) : []) {
    further(`${at}.metadata.annotations.${annotation}`, `"${text}" would delete the data of ${nameOf(value)}`, "leave it out");
  }
  const owner = { kind: "service", name: service.name } as const;
  const isFit = checkHatchObject(value, at, { stack, owner, isAdded: true }, reporterExcept([...wrong], report));
  if (!isFit || wrong.length > 0) return undefined;
  const annotations = isStateful(value.kind) ? confirmRemoval(metadata.annotations) : metadata.annotations;
  const placed = { ...value, metadata: { ...metadata, ...(annotations === undefined ? {} : { annotations }), namespace } };
  // A copy, because the function may return the same object for another stack and change it.
  return normalizeQuantities(jsonCopy(placed), at, report);
}

const nameOf = ({ kind, metadata: { name } }: Manifest): string => `${kind} "${name}"`;
