import type { StackModel } from "../../model/model.ts";
import type { AnyCloudResource } from "../resource.ts";

/** The cloud's side of a part that a stack asks for: one file, and one line in `registry.ts`. */
export interface StackPart<I> {
  /** True if the part is in the stack's network. The network then exists, also without needs. */
  readonly inNetwork: boolean;
  /** Turns the input into resources. It is pure. */
  resources(input: I, stack: StackModel): readonly AnyCloudResource[];
}
