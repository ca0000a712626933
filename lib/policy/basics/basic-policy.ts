import { definePolicy, type Policy, type PolicyExemption, type PolicyInput, type PolicyLevel } from "../policy.ts";

/** The options of every policy that Fairlead brings. */
export interface BasicPolicyOptions {
  /** @default "refuse" */
  readonly level?: PolicyLevel;
  /** @default none */
  readonly exemptions?: readonly PolicyExemption[];
}

/** Makes a policy that refuses by default. */
export const basicPolicy = (
  name: string,
  { level = "refuse", exemptions = [] }: BasicPolicyOptions,
  input: Omit<PolicyInput, "level" | "exemptions">,
): Policy => definePolicy(name, { ...input, level, exemptions });
