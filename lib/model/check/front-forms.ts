import type { Problem } from "../../base/problem.ts";
import type { ServiceFile } from "../fleet.ts";
import type { AnyServiceInput } from "../service-input.ts";
import { reporterFor } from "./reporters.ts";

/** A service with a checked shape. */
interface Shaped {
  readonly service: ServiceFile;
  readonly input: AnyServiceInput;
}

/** Returns the first service behind each front of the fleet. Reports a front that has other ports in another file. */
export function checkFronts<S extends Shaped>(services: Iterable<S>, problems: Problem[]): ReadonlyMap<string, S> {
  const fronts = new Map<string, S>();
  for (const checked of services) {
    const { front } = checked.input;
    if (front === undefined) continue;
    const first = fronts.get(front.name) ?? checked;
    fronts.set(front.name, first);
    if (JSON.stringify(first.input.front) !== JSON.stringify(front))
      reporterFor(problems, checked.service.file)(
        "front",
        `the front "${front.name}" has other ports in ${first.service.file}`,
        "export one front from a helper, and import it in both files",
      );
  }
  return fronts;
}
