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
    ? [`cost: ${changeText(cost)}, ${monthText(cost)}`, ...notCounted(cost).map((each) => `not counted: ${each}`)]
    : [];

/** Describes a change: `+$35.77 a month`. An unknown price is never zero: `an unknown change (Redis in asia-east1)`. */
export function changeText({ change, unpriced }: Pick<CostChange, "change" | "unpriced">): string {
  const priced = `${dollarChange(change)} a month`;
  if (unpriced.length === 0) return priced;
  const open = `an unknown change (${unpriced.join(", ")})`;
  return change.least === 0 && change.most === 0 ? open : `${priced} and ${open}`;
}

/** Describes the cost of a month: `$214.55 in all`, or `$214.55 in all that has a price`. */
export const monthText = ({ month, unknown }: Pick<CostChange, "month" | "unknown">): string =>
  `${dollars(month)} in all${unknown.length === 0 ? "" : " that has a price"}`;

/** Lists what a cost leaves out, each with the reason. */
export const notCounted = ({ usage, unknown }: Pick<StackCost, "unknown" | "usage">): readonly string[] => [
  ...usage.map((each) => `${each}: the price depends on use`),
  ...unknown.map((each) => `${each}: no price in the list`),
];

/** Names the owner of a cost. */
export const costOwner = ({ service }: OwnerCost): string => service ?? "shared by the stack";
