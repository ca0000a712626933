import type { Report } from "../../base/problem.ts";
import { shorten } from "../../base/text.ts";
import type { Image } from "../image-spec.ts";
import { type Fleet, servicesOf } from "../fleet.ts";
import { referenceName } from "../names.ts";
import type { AnyService } from "../service.ts";
import type { AnyStack } from "../stack.ts";
import { notOfTheFleet } from "./images.ts";
import type { Requirements } from "./requirements.ts";

/** Checks the services that a stack lists, and that its overrides are for services that it runs. */
export function checkSelection(stack: AnyStack, fleet: Fleet, missing: Requirements, report: Report): void {
  const { input } = stack;
  const known = new Set<AnyService | Image>([...fleet.services.map(({ service }) => service), ...fleet.images.map(({ image }) => image)]);
  const running = servicesOf(stack, fleet.services);
  const listed = "kind" in input.services ? input.services.excluded : input.services;
  const strangers = new Set<AnyService | Image>(listed.filter((service) => !known.has(service)));
  for (const { name } of strangers) report("services", notOfTheFleet(referenceName(name)));
  // A new project has no service yet.
  if (known.size > 0 && running.length === 0 && strangers.size === 0) {
    return report("services", "the stack runs no service", "use allServices, or list the services");
  }
  const seen = new Set<AnyService>();
  for (const { service } of input.overrides ?? []) {
    const at = `override(${shorten(service.name)})`;
    const runs = running.some((file) => file.service === service) || strangers.has(service) || missing.has(service.name);
    if (!runs) report(at, `the stack does not run "${shorten(service.name)}"`);
    else if (seen.has(service)) report(at, "is listed twice; merge the two");
    seen.add(service);
  }
}
