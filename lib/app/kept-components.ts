import { componentDirectory, GENERATED_ROOT } from "../render/layout.ts";
import { type ComponentState, isFresh } from "../workspace/components.ts";
import type { AppContext } from "./context.ts";

/** Emits an event for each component that stays as it is although it is out of date. Only the engine can render it. */
export function emitKeptComponents({ onEvent }: AppContext, states: readonly ComponentState[]): void {
  for (const state of states.filter((each) => !isFresh(each))) {
    const directory = `${GENERATED_ROOT}/${componentDirectory(state.stack, state.component)}`;
    onEvent({ kind: "component-kept", directory, why: state.isNew ? "new" : state.outdated ? "outdated" : "edited" });
  }
}
