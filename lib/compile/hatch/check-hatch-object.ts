import type { Report } from "../../base/problem.ts";
import type { Manifest } from "../../model/manifest.ts";
import type { StackModel } from "../../model/model.ts";
import { unpinnedImage } from "../pinned-image.ts";
import { checkSchema } from "../schema/check-schema.ts";
import { checkNamespaceLevel } from "./namespace-level.ts";
import { checkObjectRules } from "./object-rules.ts";
import { checkPodSecurity } from "./pod-security.ts";
import { containersOf, joined, podTemplate } from "./pod-template.ts";
import { checkQuotaRules } from "./quota-rules.ts";

/** The parts of a stack that its objects must fit. */
export type HatchStack = Pick<StackModel, "tier" | "quota" | "podSecurity">;

/**
 * True if an object of a hatch keeps the rules of rendered objects. A hatch is a patch, `manifests` or a component.
 * Reports each mistake. A later rule runs only if the earlier ones hold, because it reads the fields that they check.
 */
export function checkHatchObject(object: Manifest, at: string, stack: HatchStack, report: Report): boolean {
  if (!checkSchema(object, at, report)) return false;
  let isValid = true;
  const reportBelow: Report = (path, message, hint) => {
    isValid = false;
    report(`${at}.${path}`, message, hint);
  };
  checkObjectRules(object, reportBelow);
  checkImages(object, stack, reportBelow);
  checkPodSecurity(object, stack.podSecurity, reportBelow);
  checkNamespaceLevel(object, stack.podSecurity, reportBelow);
  checkQuotaRules(object, stack, reportBelow);
  return isValid;
}

function checkImages(object: Manifest, { tier }: HatchStack, report: Report): void {
  const template = podTemplate(object);
  if (template === undefined) return;
  for (const { at, value } of containersOf(template.value)) {
    // A missing image was reported.
    const image = value["image"];
    const problem = typeof image === "string" && image !== "" ? unpinnedImage(image, tier) : undefined;
    if (problem !== undefined) report(joined(template.at, at, "image"), problem);
  }
}
