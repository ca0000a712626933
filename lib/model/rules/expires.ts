import { shorten } from "../../base/text.ts";
import { isDay } from "../stack-fields/expires.ts";
import type { StackRule } from "./rule.ts";

/** Checks the last day of a stack. A prod stack has none. */
export const expiresRule: StackRule = ({ expires, tier }, report) => {
  if (expires === undefined) return;
  if (!isDay(expires)) report("expires", `"${shorten(expires)}" is not a day`, 'write the last day of the stack: expires: "2026-12-24"');
  else if (tier === "prod") report("expires", "a prod stack does not expire", "remove expires");
};
