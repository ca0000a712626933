import type { OwnerCost, StackCost } from "../../cloud/cost/stack-cost.ts";

/** Formats dollars a month: `$35.77`, or `$99.00 to $297.00` if a size follows the load. */
export const dollars = ({ least, most }: Pick<OwnerCost, "least" | "most">): string =>
  least === most ? dollar(least) : `${dollar(least)} to ${dollar(most)}`;

const dollar = (amount: number): string => `$${amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",")}`;

/** Lists what a cost leaves out, each with the reason. */
export const notCounted = ({ usage, unknown }: StackCost): readonly string[] => [
  ...usage.map((each) => `${each}: the price depends on use`),
  ...unknown.map((each) => `${each}: no price in the list`),
];

/** Names the owner of a cost. */
export const costOwner = ({ service }: OwnerCost): string => service ?? "shared by the stack";
