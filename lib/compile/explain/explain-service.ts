import { explainCallers } from "./explain-callers.ts";
import { explainField } from "./explain-field.ts";
import type { Explanation } from "./explanation.ts";
import type { Subject } from "./subject.ts";

/** The fields that are layers of their own, so the chains of other fields have their values. */
const LAYERS: ReadonlySet<string> = new Set(["tiers", "instances"]);

/** Explains every field that a layer of a service sets, and the services that call it. */
export function explainService(subject: Subject): Explanation {
  const { service } = subject;
  const roots = new Set(service.layers.flatMap(({ values }) => Object.keys(values)));
  const found = [...roots]
    .filter((root) => !LAYERS.has(root))
    .flatMap((root) => explainField(subject, root) ?? [])
    .concat(explainCallers(subject, "callers") ?? [])
    .filter(({ influences }) => influences.some(({ chain }) => chain.some(({ inForce }) => inForce)));
  return {
    object: undefined,
    path: undefined,
    value: Object.fromEntries(found.map(({ path = "", value }) => [path, value])),
    influences: found.flatMap(({ influences }) => influences),
  };
}
