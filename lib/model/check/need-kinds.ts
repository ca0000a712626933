import type { Problem } from "../../base/problem.ts";
import { NEED_KINDS, needKind } from "../needs/registry.ts";
import { isUsed } from "../needs/use.ts";
import { reporterFor } from "./reporters.ts";
import type { ServiceFile } from "../fleet.ts";
import type { AnyServiceInput } from "../service-input.ts";

/** Reports kinds of needs of the repository that have the name of another kind. Each kind is reported once. */
export function checkNeedKinds(
  services: Iterable<{ readonly service: ServiceFile; readonly input: AnyServiceInput }>,
  problems: Problem[],
): void {
  const known = new Map<string, object>(Object.entries(NEED_KINDS));
  const reported = new Set<object>();
  for (const { service, input } of services) {
    for (const [name, need] of Object.entries(input.needs ?? {})) {
      if (isUsed(need)) continue;
      const kind = needKind(need);
      const definition = kind.definitionOf?.(need);
      if (definition === undefined || reported.has(definition)) continue;
      const title = kind.nameOf(need);
      const other = known.get(title);
      if (other === definition) continue;
      if (other === undefined) {
        known.set(title, definition);
        continue;
      }
      reported.add(definition);
      const owner = Object.hasOwn(NEED_KINDS, title) ? "is a kind of Fairlead" : "is defined twice";
      reporterFor(problems, service.file)(`needs.${name}`, `the kind "${title}" ${owner}; give defineNeed another name`);
    }
  }
}
