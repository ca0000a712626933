import type { Problem, Report } from "../../base/problem.ts";
import { fitShape } from "../../base/shape/fit-shape.ts";
import { shorten } from "../../base/text.ts";
import type { EffectiveService } from "../effective.ts";
import type { ImageFile } from "../fleet.ts";
import { type ImageInput, imageSchema } from "../image-spec.ts";
import { imageUses } from "../images-of.ts";
import { referenceName } from "../names.ts";
import { checkSource } from "../rules/identity.ts";
import type { NameClaims } from "./name-claims.ts";
import { reporterExcept, reporterFor } from "./reporters.ts";

/** The images of a fleet after their names and shapes were checked. */
export interface CheckedImages {
  readonly byName: ReadonlyMap<string, ImageFile>;
  /** Names of images that have reported problems. References to them report no further problem. */
  readonly broken: ReadonlySet<string>;
}

/** Checks names, files, shapes and values of images. */
export function checkImages(images: readonly ImageFile[], names: NameClaims, problems: Problem[]): CheckedImages {
  const byName = new Map<string, ImageFile>();
  const broken = new Set<string>();
  for (const image of images) {
    const { name, input } = image.image;
    const report = reporterFor(problems, image.file);
    const named = names.check("image", { file: image.file, name }, report);
    const { value, unknown } = fitShape(imageSchema, input, report, { placeholders: { owner: "", image: "" } });
    // The schema has just checked the shape.
    if (value !== undefined) checkSource(value as ImageInput, reporterExcept(unknown, report));
    if (named) byName.set(name, image);
    if (!named || unknown.length > 0) broken.add(referenceName(name));
  }
  return { byName, broken };
}

/** Reports the images of a service's containers that are not of the fleet. */
export function checkImageUses(service: EffectiveService, { byName, broken }: CheckedImages, report: Report): void {
  for (const { path, image } of imageUses(service)) {
    const name = referenceName(image.name);
    if (!broken.has(name) && byName.get(name)?.image !== image) report(path, notOfTheFleet(name));
  }
}

/** Says that a service or an image comes from no file of the fleet. */
export const notOfTheFleet = (name: string): string => `"${shorten(name)}" is not the default export of a file in services/`;
