import { isRecord } from "../../base/values.ts";
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
  const overrides = (on.stack.input.overrides ?? []).map((override) => override.input);
  return collectImages(
    on.stack,
    servicesOf(on.stack, services).flatMap((service) => {
      const { input } = service.service;
      const own = defaults.filter(({ where }) => fitsFilter(where, service.service, input, on.stack.tier)).map(({ layer }) => layer);
      const written = [input, ...Object.values(input.tiers ?? {}), ...Object.values(input.instances ?? {}), ...overrides];
      // Most services have one container. The layers of many services take longer than this look at what people wrote.
      if (![...written, ...own.map(({ values }) => values)].some(mayHaveParts)) return [];
      return [fromLayers(identityOf(service.service), layersOf(service, on, input, own))];
    }),
  );
}

/** True if a layer may add an init container or a sidecar. */
const mayHaveParts = (layer: object | undefined): boolean =>
  isRecord(layer) && (layer["init"] !== undefined || layer["sidecars"] !== undefined);
