import { isClusterKind } from "../../../compile/cluster-kinds.ts";
import { isKnownKind, isKnownPlace } from "../known-kinds.ts";
import { at, shown } from "../read-values.ts";
import type { Trait, TraitReader } from "../trait.ts";

const FOREIGN_NAMESPACE = /^(?:default|argocd|kube-.*|gke-.*|gmp-.*)$/;

/** Names the kinds, places and namespaces that Fairlead does not write. */
export const unknownTraits: TraitReader = ({ value, kind, path, settings }) => {
  const isArgo = kind === "Application" || kind === "AppProject";
  const namespace = shown(at(value, "metadata.namespace") ?? "");
  const wide = isClusterKind(kind) ? "cluster-wide " : "";
  const isElsewhere = settings === undefined ? FOREIGN_NAMESPACE.test(namespace) : namespace !== settings.namespace;
  const texts = [
    ...(isKnownPlace(kind, path) || !isKnownKind(kind) ? [] : [`is a ${wide}${kind} at a place that Fairlead does not write`]),
    ...(namespace !== "" && isElsewhere && !isArgo ? [`is in the namespace ${namespace}`] : []),
  ];
  const unjudged = `has the ${wide}kind ${kind} (${shown(value["apiVersion"])}), whose fields Fairlead does not judge`;
  return [
    ...(isKnownKind(kind) ? [] : [{ risk: "unknown", text: unjudged, always: true } as const]),
    ...texts.map((text): Trait => ({ risk: "unknown", text })),
  ];
};
