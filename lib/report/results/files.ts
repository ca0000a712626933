import type { RenderResult } from "../../app/results.ts";

/** Counts the files that a run changed: `2 created, 1 removed`. It omits zeros; if nothing changed, it is empty. */
export const writtenText = ({ created, changed, removed }: RenderResult): string =>
  Object.entries({ created, changed, removed })
    .flatMap(([action, files]) => (files.length === 0 ? [] : [`${files.length} ${action}`]))
    .join(", ");
