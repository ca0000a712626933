import { fromLayers, identityOf } from "../effective.ts";
import { fitsFilter } from "../fits-filter.ts";
import { type Fleet, servicesOf, type StackFile } from "../fleet.ts";
import type { Image } from "../image-spec.ts";
import { collectImages } from "../images-of.ts";
import { layersOf } from "../layers.ts";
import { checkDefaults } from "./defaults.ts";

/** Lists the released images that a stack lists or that its services use. The fleet must be valid. */
export function stackImages(on: StackFile, { config, services }: Pick<Fleet, "config" | "services">): readonly Image[] {
  const ignore = (): void => undefined;
  const defaults = [...checkDefaults(config.defaults, "", "", ignore), ...checkDefaults(on.stack.input.defaults, "", "", ignore)];
  return collectImages(
    on.stack,
    servicesOf(on.stack, services).flatMap((service) => {
      const { input } = service.service;
      const own = defaults.filter(({ where }) => fitsFilter(where, service.service, input, on.stack.tier)).map(({ layer }) => layer);
      const layers = layersOf(service, on, input, own);
      const hasContainers = layers.some(({ values }) => values["init"] !== undefined || values["sidecars"] !== undefined);
      return hasContainers ? [fromLayers(identityOf(service.service), layers)] : [];
    }),
  );
}
