import { count } from "../base/text.ts";
import type { Deletion } from "./deletions.ts";

/** Describes a deletion: `stack latest goes: 34 files of cart, mail; stateful: StatefulSet redis-cart`. */
export function deletionText({ kind, stack, service, services, stateful, paths }: Deletion): string {
  const data = stateful.length === 0 ? "" : `; stateful: ${stateful.join(", ")}`;
  const files = count(paths.length, "file");
  switch (kind) {
    case "stack":
      return `stack ${stack} goes: ${files}${services.length === 0 ? "" : ` of ${services.join(", ")}`}${data}`;
    case "service":
      return `${service} leaves ${stack}: ${files}${data}`;
    case "stateful":
      return `${stateful.length > 0 ? stateful.join(", ") : paths.join(", ")} of ${service ?? stack} goes${service === undefined ? "" : ` on ${stack}`}`;
    case "objects":
      return `${files} of ${service ?? stack} go${service === undefined ? "" : ` on ${stack}`}: ${paths.join(", ")}`;
  }
}
