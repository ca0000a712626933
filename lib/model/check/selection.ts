import type { Report } from "../../base/problem.ts";
import { shorten } from "../../base/text.ts";
import type { Image } from "../image-spec.ts";
import { servicesOf } from "../fleet.ts";
import { referenceName } from "../names.ts";
import type { AnyService } from "../service.ts";
import type { AnyStack } from "../stack.ts";
import { misnamedInstance } from "./absent-service.ts";
import { notOfTheFleet } from "./images.ts";
import type { Requirements } from "./requirements.ts";
import type { Run } from "./run.ts";

/** Checks the services that a stack lists, and that its overrides are for services that it runs. */
export function checkSelection(stack: AnyStack, { fleet, services: { bases } }: Run, missing: Requirements, report: Report): void {
  const { input } = stack;
  const known = new Set<AnyService | Image>([
    ...fleet.services.flatMap(({ service }) => [service, ...service.instances.values()]),
    ...fleet.images.map(({ image }) => image),
  ]);
  const running = servicesOf(stack, fleet.services);
  const listed = "kind" in input.services ? input.services.excluded : input.services;
  const strangers = new Set<AnyService | Image>(listed.filter((service) => !known.has(service)));
  for (const { name } of strangers) {
    const absence = misnamedInstance(referenceName(name), bases);
    report("services", absence?.message ?? notOfTheFleet(referenceName(name)), absence?.hint);
  }
  // A new project has no service yet.
  if (known.size > 0 && running.length === 0 && strangers.size === 0) {
    return report("services", "the stack runs no service", "use allServices, or list the services");
  }
  const seen = new Set<AnyService>();
  for (const { service } of input.overrides ?? []) {
    const at = `override(${shorten(service.name)})`;
    const isRunning = running.some((file) => file.service === service || file.service.base?.service === service);
    const absence = known.has(service) ? undefined : misnamedInstance(referenceName(service.name), bases);
    const runs = isRunning || strangers.has(service) || missing.has(service.name);
    if (!runs) report(at, absence?.message ?? `the stack does not run "${shorten(service.name)}"`, absence?.hint);
    else if (seen.has(service)) report(at, "is listed twice; merge the two");
    seen.add(service);
  }
}
