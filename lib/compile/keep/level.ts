import { ENFORCED_LEVEL } from "../../model/pod-security.ts";
import { levelHint } from "../hatch/namespace-level.ts";
import type { Keeper } from "./keeper.ts";

/** Refuses a namespace without a Pod Security level. It would accept every pod. */
export const keepsLevel: Keeper = ({ before, after }, report) => {
  const level = before.metadata.labels?.[ENFORCED_LEVEL];
  if (before.kind === "Namespace" && level !== undefined && after.metadata.labels?.[ENFORCED_LEVEL] === undefined)
    report(`metadata.labels.${ENFORCED_LEVEL}`, `must stay "${level}"`, levelHint("privileged"));
};
