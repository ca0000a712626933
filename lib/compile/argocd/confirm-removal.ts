import type { Labels } from "../labels.ts";

const SYNC_OPTIONS = "argocd.argoproj.io/sync-options";
const CONFIRM = ["Delete=confirm", "Prune=confirm"];

/** Adds the annotation that makes Argo CD ask a person before it removes an object. Keeps other sync options. */
export function confirmRemoval(annotations: Labels = {}): Labels {
  const options = (annotations[SYNC_OPTIONS] ?? "").split(",").map((option) => option.trim());
  return { ...annotations, [SYNC_OPTIONS]: [...new Set([...CONFIRM, ...options.filter((option) => option !== "")])].join(",") };
}
