import type { Report } from "../../base/problem.ts";
import type { Manifest } from "../../model/manifest.ts";
import type { StackModel } from "../../model/model.ts";
import { unpinnedImage } from "../pinned-image.ts";
import { checkSchema } from "../schema/check-schema.ts";
import type { HatchOwner } from "./owners/hatch-owner.ts";
import { checkOwners } from "./owners/registry.ts";
import { stackOwners } from "./owners/stack-owners.ts";
import { checkNamespaceLevel } from "./namespace-level.ts";
import { checkObjectRules } from "./object-rules.ts";
import { checkPodSecurity } from "./pod-security.ts";
import { containersOf, joined, podTemplate } from "./pod-template.ts";
import { checkQuotaRules } from "./quota-rules.ts";

/** The hatch that an object comes from. */
export interface HatchPlace {
  readonly stack: StackModel;
  readonly owner: HatchOwner;
  /** True if Fairlead does not render the object by itself. */
  readonly isAdded: boolean;
}

/**
 * True if an object of a hatch keeps the rules of rendered objects. A hatch is a patch, `manifests` or a component.
 * Reports each mistake. A later rule runs only if the earlier ones hold, because it reads the fields that they check.
 */
export function checkHatchObject(object: Manifest, at: string, { stack, owner, isAdded }: HatchPlace, report: Report): boolean {
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
  checkOwners({ object, owner, stack, owners: stackOwners(stack), isAdded }, reportBelow);
  return isValid;
}

function checkImages(object: Manifest, { tier }: StackModel, report: Report): void {
  const template = podTemplate(object);
  if (template === undefined) return;
  for (const { at, value } of containersOf(template.value)) {
    // A missing image was reported.
    const image = value["image"];
    const problem = typeof image === "string" && image !== "" ? unpinnedImage(image, tier) : undefined;
    if (problem !== undefined) report(joined(template.at, at, "image"), problem);
  }
}
