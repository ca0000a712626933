import type { EffectiveService } from "./effective.ts";
import { type Image, isImage } from "./image-spec.ts";
import { referenceName } from "./names.ts";
import { partsOf } from "./parts.ts";
import type { AnyStack } from "./stack.ts";

/** A container's use of a released image. */
export interface ImageUse {
  /** The path in the spec: `sidecars.proxy.image`. */
  readonly path: string;
  readonly image: Image;
}

/** Lists the uses of released images. */
export const imageUses = (service: Pick<EffectiveService, "init" | "sidecars">): readonly ImageUse[] =>
  partsOf(service).flatMap(([at, { image }]) => (isImage(image) ? [{ path: `${at}.image`, image }] : []));

/** Lists the images that a stack lists or that its services use, each once, by name. */
export function collectImages({ input }: AnyStack, services: Iterable<EffectiveService>): readonly Image[] {
  const images = new Map<string, Image>();
  const add = (image: Image): void => void images.set(referenceName(image.name), image);
  if (!("kind" in input.services)) for (const each of input.services) if (isImage(each)) add(each);
  for (const service of services) for (const { image } of imageUses(service)) add(image);
  return [...images].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, image]) => image);
}
