import type { Fleet } from "../../model/fleet.ts";
import type { Image } from "../../model/image-spec.ts";
import type { AnyService } from "../../model/service.ts";

/** A service, an image or one instance of a service, as a stack's file names it. */
export interface ServiceReference {
  /** The path of the file below `services/`, without its extension: `shop/cart`. */
  readonly file: string;
  /** Undefined for the service or image itself. */
  readonly instance: string | undefined;
}

/** Lists references to services and images of a fleet, each once, by name. All instances of a service are one reference. */
export function referencesTo(
  things: readonly (AnyService | Image)[],
  { services, images }: Pick<Fleet, "services" | "images">,
): readonly ServiceReference[] {
  const files = new Map<unknown, string>([
    ...services.map(({ service, file }) => [service, pathOf(file)] as const),
    ...images.map(({ image, file }) => [image, pathOf(file)] as const),
  ]);
  const unique = [...new Set(things)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const references = new Map<string, ServiceReference>();
  for (const thing of unique) {
    const base = thing.kind === "service" ? thing.base : undefined;
    const whole = base === undefined ? thing : base.service;
    const isWhole =
      base === undefined || unique.includes(whole) || [...base.service.instances.values()].every((each) => unique.includes(each));
    const reference = { file: files.get(whole) ?? whole.name, instance: isWhole ? undefined : base.instance };
    references.set(`${reference.file} ${reference.instance ?? ""}`, reference);
  }
  return [...references.values()];
}

const pathOf = (file: string): string => file.replace(/^services\/|\.ts$/g, "");
