import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import type { NeedRef } from "../needs/need-ref.ts";
import type { Need } from "../needs/registry.ts";
import { isUsed, type UsedNeed } from "../needs/use.ts";
import { misnamedInstance } from "./absent-service.ts";
import type { CheckedServices } from "./services.ts";

/** Returns if a stack runs a service, lacks it, or lacks it for a reason that was reported. */
export type PlaceOf = (service: string) => "runs" | "missing" | "reported";

/** Reports a problem of one reference. */
export type Say = (message: string, hint?: string) => void;

/** Returns a need that a service of the stack owns. Returns undefined if there is none, and reports why. */
export function ownNeed(ref: NeedRef, services: CheckedServices, placeOf: PlaceOf, say: Say): Need | undefined {
  const { service, need } = ref;
  const place = placeOf(service);
  if (services.broken.has(service) || place === "reported") return undefined;
  const spec = needOf(ref, services);
  if (place === "missing") {
    const absence = misnamedInstance(service, services.bases);
    say(absence?.message ?? `the stack does not run "${shorten(service)}"`, absence?.hint);
  } else if (spec === undefined) {
    const known = Object.keys(services.byName.get(service)?.input.needs ?? {});
    say(`${service} has no need "${shorten(need)}"${suggestion(need, known)}`);
  } else if (!isUsed(spec)) return spec;
  else say(`${service} uses a need of another service; name the owner's need`);
  return undefined;
}

/** Returns a need of a service as its spec has it. */
export function needOf({ service, need }: NeedRef, { byName }: CheckedServices): Need | UsedNeed | undefined {
  const needs = byName.get(service)?.input.needs ?? {};
  return Object.hasOwn(needs, need) ? needs[need] : undefined;
}
