import { valueAt } from "../../base/values.ts";
import type { Labels } from "../labels.ts";

const SYNC_OPTIONS = "argocd.argoproj.io/sync-options";
const COMPARE_OPTIONS = "argocd.argoproj.io/compare-options";

/**
 * Keeps an object that leaves the tree in the cluster. A prune that waits for a person would block every later sync, also that of a
 * rollback. If its whole Application is deleted, Argo CD asks a person.
 */
const KEEP = ["Delete=confirm", "Prune=false"];

/** Counts an object that left the tree as no difference. */
const IGNORE = "IgnoreExtraneous";

/** Splits the value of an annotation with options. */
export const optionsIn = (text = ""): readonly string[] =>
  text
    .split(",")
    .map((option) => option.trim())
    .filter((option) => option !== "");

/** Adds the annotations that protect a stateful object from Argo CD. Keeps other options. */
export function confirmRemoval(annotations: Labels = {}): Labels {
  const others = optionsIn(annotations[SYNC_OPTIONS]).filter((option) => !/^(?:Delete|Prune)=/.test(option));
  const compared = optionsIn(annotations[COMPARE_OPTIONS]);
  return {
    ...annotations,
    [COMPARE_OPTIONS]: [...new Set([IGNORE, ...compared])].join(","),
    [SYNC_OPTIONS]: [...KEEP, ...others].join(","),
  };
}

/** Lists the protections that one set of annotations has and another lacks: the annotation and its option. */
export function lostProtections(
  before: Labels = {},
  after: Labels = {},
): readonly { readonly annotation: string; readonly option: string }[] {
  const options = [...KEEP.map((option) => [SYNC_OPTIONS, option] as const), [COMPARE_OPTIONS, IGNORE] as const];
  const has = (annotations: Labels, annotation: string, option: string): boolean => {
    const set = optionsIn(annotations[annotation]);
    const [key] = option.split("=");
    return set.includes(option) && set.every((each) => each === option || !each.startsWith(`${key}=`));
  };
  return options.flatMap(([annotation, option]) =>
    has(before, annotation, option) && !has(after, annotation, option) ? [{ annotation, option }] : [],
  );
}

/** The annotations that make an object a hook. Argo CD deletes a hook before it creates it again. */
const HOOKS = ["argocd.argoproj.io/hook", "argocd.argoproj.io/hook-delete-policy", "helm.sh/hook", "helm.sh/hook-delete-policy"];

/** Lists the annotations by which Argo CD deletes an object in order to replace it: the annotation and its value. */
export function replacements(annotations: Labels = {}): readonly { readonly annotation: string; readonly value: string }[] {
  const hooks = HOOKS.flatMap((annotation) => {
    const value = annotations[annotation];
    return value === undefined ? [] : [{ annotation, value }];
  });
  const isForced = optionsIn(annotations[SYNC_OPTIONS]).includes("Force=true");
  return isForced ? [...hooks, { annotation: SYNC_OPTIONS, value: "Force=true" }] : hooks;
}

/** True if Argo CD leaves the object in the cluster after it left the tree. */
export function staysInCluster(object: unknown): boolean {
  const options = valueAt(object, ["metadata", "annotations", SYNC_OPTIONS]);
  return typeof options === "string" && optionsIn(options).includes("Prune=false");
}
