import { FAIRLEAD } from "../../../base/fairlead.ts";
import type { Problem } from "../../../base/problem.ts";
import { UserError } from "../../../base/user-error.ts";
import { cloudNeeds } from "../../../cloud/cloud-needs.ts";
import { copyPart, isCopyPart } from "../../../cloud/place/copy-part.ts";
import type { PartEnd } from "../../../diff/cloud/plan-destroy.ts";
import type { StackModel } from "../../../model/model.ts";

/** A copy that a stack names, and that no state has. */
interface MissingCopy {
  /** The Pulumi stack that it would have. */
  readonly name: string;
  readonly error: UserError;
}

/**
 * Lists the copies that services of a stack should use, and that no state has. Else a name would lead to an address that nobody has.
 * @param parts the names of the recorded parts
 */
export function missingCopies(stack: StackModel, parts: readonly string[]): readonly MissingCopy[] {
  return cloudNeeds(stack).flatMap(({ service, name: need, place: { instance, restored } }) => {
    if (restored === undefined) return [];
    const name = copyPart(stack.name, instance, restored.at);
    if (parts.includes(name)) return [];
    const message = `restored names a copy of ${service.name}.${need} of ${restored.at}, which no state has; nothing was changed`;
    const hint = `make it: ${FAIRLEAD} cloud restore ${stack.name}/${service.name}.${need} --at ${restored.at}; or take the line out of ${stack.file}`;
    return [{ name, error: new UserError("STATE", message, { hint }) }];
  });
}

/** Lists the problems of an end of copies that services of the stack use. If the whole stack goes, its services go, too. */
export function usedCopies(stacks: readonly StackModel[], name: string, parts: readonly PartEnd[]): readonly Problem[] {
  const stack = stacks.find((each) => each.name === name);
  if (stack === undefined || !parts.every(({ shard }) => isCopyPart(shard))) return [];
  return cloudNeeds(stack).flatMap(({ service, name: need, place: { instance, restored } }) => {
    if (restored === undefined) return [];
    const part = copyPart(name, instance, restored.at);
    if (!parts.some(({ shard, goes }) => shard === part && goes.length > 0)) return [];
    return [{ file: stack.file, path: `restored.${service.name}.${need}`, message: `${service.name} uses ${part}` }];
  });
}
