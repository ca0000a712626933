import { USE_A_SECRET_NEED } from "../../../compile/secret-in-git.ts";
import { describeDifference, findLosses } from "./compare-objects.ts";
import { fieldOf, labelOf, nameOf } from "./object-label.ts";
import type { RegisteredObject } from "./record-registrations.ts";

/** Reports a problem of a component. */
export type ComponentReport = (message: string, hint?: string) => void;

/** Reports every registered object that was not rendered, or that lost a field. */
export function checkRegistrations(
  registrations: readonly RegisteredObject[],
  rendered: readonly unknown[],
  report: ComponentReport,
): void {
  const received = new Map(rendered.map((object) => [identityOf(object), object]));
  const seen = new Set<string>();
  for (const { object, secrets } of registrations) {
    const [label, identity] = [labelOf(object), identityOf(object)];
    // Other rules refuse a Secret, and an object without a name, which Pulumi renames with every run.
    if (typeof nameOf(object) !== "string" || fieldOf(object, "kind") === "Secret") continue;
    if (seen.has(identity)) report(`${label} is registered twice`);
    seen.add(identity);
    for (const path of secrets) report(`${label}: ${path} is a secret value, which would be in git`, USE_A_SECRET_NEED);
    if (!received.has(identity)) report(`${label} was not rendered by the engine`);
    else if (secrets.length === 0)
      for (const loss of findLosses(object, received.get(identity))) report(`${label}: ${loss.path}: ${describeDifference(loss)}`);
  }
}

const identityOf = (object: unknown): string =>
  JSON.stringify([
    fieldOf(object, "apiVersion"),
    fieldOf(object, "kind"),
    fieldOf(fieldOf(object, "metadata"), "namespace") ?? "",
    nameOf(object),
  ]);
