import type { StackModel } from "../model.ts";
import { reporterAt } from "./reporters.ts";
import type { Run } from "./run.ts";

/** Reports calls of one Service of a component that name different pods. One NetworkPolicy opens the way to them. */
export function checkComponentPods({ calls }: Pick<StackModel, "calls">, run: Run): void {
  const known = new Map<string, { readonly pods: string; readonly caller: string }>();
  for (const [caller, list] of calls) {
    for (const { name, layer, to } of list) {
      if (to.kind !== "component" || to.namespace !== undefined) continue;
      const pods = JSON.stringify(Object.entries(to.pods ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
      const first = known.get(to.service);
      if (first === undefined) known.set(to.service, { pods, caller });
      else if (first.pods !== pods)
        reporterAt(layer, run.problems)(
          `calls.${name}.pods`,
          `${to.service} has other pods in a call of ${first.caller}`,
          "write the same labels in both calls",
        );
    }
  }
}
