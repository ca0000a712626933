import type { AppContext } from "./context.ts";
import type { Phase } from "./events.ts";

/** Does the work of a phase, and tells when it starts and ends. */
export async function inPhase<T>({ onEvent }: Pick<AppContext, "onEvent">, phase: Phase, work: () => T | Promise<T>): Promise<T> {
  onEvent({ kind: "phase-starts", phase });
  let failed = true;
  try {
    const result = await work();
    failed = false;
    return result;
  } finally {
    onEvent({ kind: "phase-ends", phase, failed });
  }
}
