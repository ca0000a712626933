import type { CostChange } from "../../cloud/cost/cost-change.ts";
import type { OwnerCost, StackCost } from "../../cloud/cost/stack-cost.ts";

/** Formats dollars a month: `$35.77`, or `$99.00 to $297.00` if a size follows the load. */
export const dollars = ({ least, most }: Pick<OwnerCost, "least" | "most">): string =>
  least === most ? dollar(least) : `${dollar(least)} to ${dollar(most)}`;

const dollar = (amount: number): string => `$${amount.toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",")}`;

/** Formats a change of dollars a month: `+$35.77`, `-$35.77`, or `+$99.00 to +$297.00`. */
export const dollarChange = ({ least, most }: Pick<OwnerCost, "least" | "most">): string =>
  least === most ? signed(least) : `${signed(least)} to ${signed(most)}`;

const signed = (amount: number): string => (amount < 0 ? `-${dollar(-amount)}` : `+${dollar(amount)}`);

/** Describes a change of cost: first the change, then the month, then what is not counted. Empty if nothing changes. */
export const costChangeLines = (cost: CostChange | undefined): readonly string[] =>
  cost?.isChanged === true
    ? [
        `cost: ${dollarChange(cost.change)} a month, ${dollars(cost.month)} in all`,
        ...notCounted(cost).map((each) => `not counted: ${each}`),
      ]
    : [];

/** Lists what a cost leaves out, each with the reason. */
export const notCounted = ({ usage, unknown }: Pick<StackCost, "unknown" | "usage">): readonly string[] => [
  ...usage.map((each) => `${each}: the price depends on use`),
  ...unknown.map((each) => `${each}: no price in the list`),
];

/** Names the owner of a cost. */
export const costOwner = ({ service }: OwnerCost): string => service ?? "shared by the stack";
