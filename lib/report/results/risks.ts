import { escapeControls } from "../../base/escape-controls.ts";
import { type RiskGroup } from "../../diff/risks/group-risks.ts";
import { RISK_KINDS } from "../../diff/risks/risk-kinds.ts";
import { stacksText } from "./names.ts";

/** The title and the words of a group of risks. */
export interface RiskText {
  /** `pod security`. */
  readonly title: string;
  /** `cart on latest and staging`. */
  readonly subject: string;
  /** `its container is privileged, its pods have hostNetwork (Deployment cart)`. */
  readonly text: string;
}

/** Formats a group of risks. It leaves out no subject and no phrase. */
export function riskText({ kind, subjects, stacks, objects, texts }: RiskGroup): RiskText {
  const named = objects.filter((object) => !subjects.includes(object));
  return {
    title: RISK_KINDS[kind].title,
    subject: escapeControls(`${subjects.join(", ")} on ${stacksText(stacks)}`),
    text: escapeControls(`${texts.join(", ")}${named.length === 0 ? "" : ` (${named.join(", ")})`}`),
  };
}
