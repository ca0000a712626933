import * as z from "zod/mini";
import { type ContainerImage, containerImageSchema } from "./container-image.ts";
import { type Resources, resourcesOfPart, resourcesSchema, type ResourcesInput } from "./resources.ts";
import { commandSchema, type Words, wordsSchema, wordsOf } from "./words.ts";

/** A program that runs before the container starts. */
export interface InitInput {
  /** An image from `defineImage`, or a full reference: `repo:tag@sha256:...`. @default the service's image */
  readonly image?: ContainerImage;
  readonly command: Words;
  /** @default none */
  readonly args?: Words;
  /** @default the service's resources */
  readonly resources?: ResourcesInput;
}

export interface Init {
  readonly name: string;
  readonly image: ContainerImage | undefined;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly resources: Resources;
}

export const initSchema = z.record(
  z.string(),
  z.strictObject({
    image: z.optional(containerImageSchema),
    command: commandSchema,
    args: z.optional(wordsSchema),
    resources: z.optional(resourcesSchema),
  }),
);

/** Lists the init containers by name. `inherited` are the resources of the service. */
export const initOf = (input: Readonly<Record<string, InitInput>> = {}, inherited: ResourcesInput = {}): readonly Init[] =>
  Object.entries(input).map(([name, spec]) => ({
    name,
    image: spec.image,
    command: wordsOf(spec.command),
    args: wordsOf(spec.args),
    resources: resourcesOfPart(spec.resources, inherited),
  }));
