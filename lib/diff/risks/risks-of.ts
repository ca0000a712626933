import { applicationPath } from "../../compile/generated-paths.ts";
import { staysInCluster } from "../../compile/argocd/confirm-removal.ts";
import { isStateful } from "../../model/manifest-kinds.ts";
import type { ObjectChange } from "../change.ts";
import type { LockChange } from "../locks.ts";
import type { TreeObject } from "../object.ts";
import { documentsOf } from "./documents.ts";
import { lockRisks } from "./lock-risks.ts";
import { podsOf } from "./pods.ts";
import { quotaRisks } from "./quota-risks.ts";
import { at, shown } from "./read-values.ts";
import type { Risk } from "./risk.ts";
import type { Settings } from "./settings.ts";
import type { Trait } from "./trait.ts";
import { TRAIT_READERS } from "./traits/registry.ts";

/**
 * Lists the risks of a changed object or lock entry. An object may get a trait or lose a protection.
 * @param settings those of the stack; without them, a new Application names its repository
 */
export function risksOf(change: ObjectChange | LockChange, settings?: Settings): readonly Risk[] {
  if (!("object" in change)) return lockRisks(change);
  const { action, object, from } = change;
  const { stack, service, path } = object;
  const label = labelOf(object);
  const risk = ({ risk: kind, text }: Pick<Trait, "risk" | "text">): Risk => ({ kind, stack, service, object: label, text, path });
  if (action === "removed")
    return [...removalOf(object), ...traitsOf(object, settings).filter(({ guard }) => guard === "needed")].map(risk);
  const before = from === undefined ? [] : traitsOf(from, settings);
  const after = traitsOf(object, settings);
  const had = new Set(before.map(keyOf));
  const has = new Set(after.map(keyOf));
  const isNew = (trait: Trait): boolean =>
    trait.guard === undefined && !had.has(keyOf(trait)) && !(from === undefined && trait.usual === true);
  return distinct([
    ...after.filter((trait) => trait.always === true || isNew(trait)),
    ...before.filter((trait) => trait.guard !== undefined && !has.has(keyOf(trait))),
    ...quotaRisks(from?.value, object.value),
  ]).map(risk);
}

const keyOf = ({ risk, text }: Pick<Trait, "risk" | "text">): string => `${risk} ${text}`;

const distinct = (traits: readonly Pick<Trait, "risk" | "text">[]): readonly Pick<Trait, "risk" | "text">[] => [
  ...new Map(traits.map((trait) => [keyOf(trait), trait])).values(),
];

/** Names an object. The Application of a service has the service's name. */
const labelOf = ({ kind, name, service, stack, path }: TreeObject): string =>
  kind === "Application" && service !== undefined && path === applicationPath(stack, service) ? kind : `${kind} ${name}`;

function removalOf({ kind, value }: TreeObject): readonly Pick<Trait, "risk" | "text">[] {
  if (!isStateful(kind)) return [{ risk: "deletion", text: "is deleted" }];
  return [{ risk: "data", text: staysInCluster(value) ? "leaves git, and stays in the cluster" : "is deleted with its data" }];
}

/** Lists the traits of all objects in a file. */
function traitsOf(object: TreeObject, settings: Settings | undefined): readonly Trait[] {
  const documents = documentsOf(object);
  if (documents === undefined) return [{ risk: "unknown", text: "is a file that Fairlead cannot read, and Argo CD may", always: true }];
  return documents.flatMap((value) => {
    const subject = {
      value,
      kind: shown(value["kind"]),
      name: shown(at(value, "metadata.name")),
      stack: object.stack,
      service: object.service,
      path: object.path,
      pods: podsOf(value),
      settings,
    };
    return TRAIT_READERS.flatMap((read) => read(subject));
  });
}
