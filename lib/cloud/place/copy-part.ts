import { fitName } from "../../base/fit-name.ts";
import type { Owner } from "../../model/needs/resolve-needs.ts";
import { copyStamp } from "../../model/restored.ts";

/** Pulumi allows 100 characters in the name of a stack. */
const MAX_NAME = 100;

/**
 * Returns the Pulumi stack of a copy: `prod.copy-orders-db-20261130t020000z`. No other part shares it, so `up` never runs it.
 * @param instance the names that the instance has
 */
export const copyPart = (stack: string, { service, need }: Owner, at: string): string =>
  fitName(`${stack}.copy-${service}-${need}-${copyStamp(at)}`, MAX_NAME);

/** True if a Pulumi stack has a copy. */
export const isCopyPart = (part: string): boolean => part.includes(".copy-");
