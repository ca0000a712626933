import { lostProtections, replacements } from "../argocd/confirm-removal.ts";
import type { Keeper } from "./keeper.ts";

/** Refuses a stateful object that Argo CD would delete: if it leaves the tree, or in order to replace it. */
export const keepsRemoval: Keeper = ({ before, after }, report) => {
  const { annotations } = before.metadata;
  const whose = `the data of ${before.kind} "${before.metadata.name}"`;
  for (const { annotation, option } of lostProtections(annotations, after.metadata.annotations))
    report(`metadata.annotations.${annotation}`, `must keep ${option}: ${whose} would go without a question`, `keep ${option} in the list`);
  const isProtected = lostProtections(annotations, {}).length > 0;
  for (const { annotation, value } of isProtected ? replacements(after.metadata.annotations) : [])
    report(`metadata.annotations.${annotation}`, `"${value}" would delete ${whose}`, "leave it out");
};
