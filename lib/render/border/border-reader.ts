import type { StackModel } from "../../model/model.ts";

/** The parts of a stack that decide what belongs to other tiers. */
export type BorderStack = Pick<StackModel, "border" | "foreign">;

/** Finds something of another tier in a string in lower case. */
export interface BorderReader {
  /** The texts without which a string has nothing of another tier, as parts of a regular expression. */
  readonly hints: readonly string[];
  readonly find: (text: string) => string | undefined;
}
