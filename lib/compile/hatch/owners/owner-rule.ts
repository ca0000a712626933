import type { Report } from "../../../base/problem.ts";
import type { Manifest } from "../../../model/manifest.ts";
import type { StackModel } from "../../../model/model.ts";
import { type HatchOwner, otherOwner } from "./hatch-owner.ts";
import type { NameSort, StackOwners } from "./stack-owners.ts";

/** An object of a hatch, with its owner and the owners of all things of the stack. */
export interface OwnedObject {
  readonly object: Manifest;
  readonly owner: HatchOwner;
  readonly stack: StackModel;
  readonly owners: StackOwners;
  /** True if Fairlead does not render the object by itself. */
  readonly isAdded: boolean;
}

/** Reports what an object takes from another service, or from outside of its stack. Paths start at the object. */
export type OwnerRule = (subject: OwnedObject, report: Report) => void;

/** The words of messages for things that have a name. */
const NOUNS: Readonly<Record<NameSort, string>> = {
  account: "service account",
  claim: "claim",
  front: "front",
  host: "host",
  pods: "label",
  route: "route",
  secret: "Secret",
  secretKey: "secret",
  service: "Service",
  workload: "workload",
};

/** Reports a name that belongs to another service. Returns true if it does. */
export function reportOwned(
  { owner, owners }: OwnedObject,
  { sort, name }: { readonly sort: NameSort; readonly name: string | undefined },
  at: string,
  report: Report,
): boolean {
  const other = name === undefined ? undefined : otherOwner(owner, owners.names[sort].get(name));
  if (other === undefined) return false;
  report(at, `the ${NOUNS[sort]} "${name}" belongs to ${other}`, "use a name that no other service has");
  return true;
}
