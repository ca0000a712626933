import type { Fleet } from "../model/fleet.ts";
import { isPolicy, type Policy } from "./policy.ts";

/** A policy and its file. */
export interface PolicyFile {
  /** Relative to the project: `policies/basics.ts`. */
  readonly file: string;
  readonly policy: Policy;
}

/** Returns the policies that a file exports: one, or a list of them. Undefined if it exports anything else. */
export function policiesIn(exported: unknown): readonly Policy[] | undefined {
  const all: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  const policies = all.filter(isPolicy);
  return policies.length > 0 && policies.length === all.length ? policies : undefined;
}

/** Lists the policies of a fleet, in the order of its files. */
export const policiesOf = ({ policies = [] }: Fleet): readonly PolicyFile[] =>
  policies.flatMap(({ file, exported }) => (policiesIn(exported) ?? []).map((policy) => ({ file, policy })));
