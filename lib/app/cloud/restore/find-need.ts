import { FAIRLEAD } from "../../../base/fairlead.ts";
import { suggestion } from "../../../base/suggestion.ts";
import { quoted } from "../../../base/text.ts";
import { UserError } from "../../../base/user-error.ts";
import { needBlock } from "../../../cloud/blocks/registry.ts";
import { type CloudNeed, cloudNeeds } from "../../../cloud/cloud-needs.ts";
import type { Copies } from "../../../cloud/copies.ts";
import type { StackModel } from "../../../model/model.ts";

/** A need as a command names it: `<stack>/<service>.<need>`. */
export interface NeedAddress {
  readonly stack: string;
  readonly service: string;
  readonly need: string;
}

/** Parses `<stack>/<service>.<need>`. @throws UserError USAGE */
export function parseNeedAddress(text: string): NeedAddress {
  const [, stack, service, need] = /^([^/.]+)\/([^/.]+)\.([^/.]+)$/.exec(text) ?? [];
  if (stack !== undefined && service !== undefined && need !== undefined) return { stack, service, need };
  throw new UserError("USAGE", `"${text}" does not name the need of a service on a stack`, {
    hint: `${FAIRLEAD} cloud restore <stack>/<service>.<need> --at <time>`,
  });
}

/** A need of which the cloud makes copies. */
export interface CopiedNeed extends CloudNeed {
  readonly copies: Copies;
}

/** Finds a need of which the cloud makes copies. @throws UserError NOT_FOUND; REFUSED with the reason why it makes none */
export function findCopiedNeed(stack: StackModel, { service, need }: NeedAddress): CopiedNeed {
  const label = `${service}.${need} of ${stack.name}`;
  const user = stack.services.find(({ name }) => name === service);
  if (user === undefined) {
    const known = stack.services.map(({ name }) => name);
    throw new UserError("NOT_FOUND", `${stack.name} runs no service "${service}"${suggestion(service, known)}`);
  }
  if (!Object.hasOwn(user.needs, need))
    throw new UserError("NOT_FOUND", `${service} has no need "${need}"${suggestion(need, Object.keys(user.needs))}`);
  const owner = user.uses.get(need);
  if (owner !== undefined) {
    const of = `${stack.name}/${owner.service}.${owner.need}`;
    throw new UserError("REFUSED", `${label} belongs to ${owner.service}`, { hint: `${FAIRLEAD} cloud restore ${quoted(of)} --at <time>` });
  }
  const bound = stack.bindings.get(`${service}.${need}`);
  if (bound !== undefined) {
    const of = `${bound.stack.name}/${bound.service}.${bound.need}`;
    throw new UserError("REFUSED", `${label} is the instance of ${bound.stack.name}`, {
      hint: `${FAIRLEAD} cloud restore ${quoted(of)} --at <time>`,
    });
  }
  const found = cloudNeeds(stack).find((each) => each.service === user && each.name === need);
  if (found === undefined) throw new UserError("REFUSED", `${label} runs in the cluster, which keeps no backups`);
  const copies = needBlock(found.need).copies(found.need, found.place);
  if (copies.kind === "copies") return { ...found, copies };
  throw new UserError("REFUSED", `${label} ${copies.reason}`, copies.hint === undefined ? {} : { hint: copies.hint });
}
