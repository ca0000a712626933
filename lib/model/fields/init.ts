import * as z from "zod/mini";
import { type Access, type AccessInput, accessOf, accessShape } from "./access.ts";
import type { Calls } from "./calls.ts";
import { type ContainerImage, containerImageSchema } from "./container-image.ts";
import type { Needs } from "../needs/registry.ts";
import type { Ports } from "./ports.ts";
import { type Resources, resourcesOfPart, resourcesSchema, type ResourcesInput } from "./resources.ts";
import { commandInputSchema, staticWords, type WordsInput, wordsInputSchema } from "./words.ts";

/** A program that runs before the container starts. */
export interface InitInput<P = unknown, N = unknown, C = unknown> extends AccessInput<P, N, C> {
  /** An image from `defineImage`, or a full reference: `repo:tag@sha256:...`. @default the service's image */
  readonly image?: ContainerImage;
  /** The command, or a function as in the service's `command`. */
  readonly command: WordsInput<P, N, C>;
  /** Arguments of the command, or a function. @default none */
  readonly args?: WordsInput<P, N, C>;
  /** @default the service's resources */
  readonly resources?: ResourcesInput;
}

export interface Init {
  readonly name: string;
  readonly image: ContainerImage | undefined;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly resources: Resources;
  readonly access: Access;
}

export const initSchema = z.record(
  z.string(),
  z.strictObject({
    image: z.optional(containerImageSchema),
    command: commandInputSchema,
    args: z.optional(wordsInputSchema),
    ...accessShape,
    resources: z.optional(resourcesSchema),
  }),
);

/** Lists the init containers by name. `inherited` are the resources of the service. */
export const initOf = (
  input: Readonly<Record<string, InitInput<Ports, Needs, Calls>>> = {},
  inherited: ResourcesInput = {},
): readonly Init[] =>
  Object.entries(input).map(([name, spec]) => ({
    name,
    image: spec.image,
    command: staticWords(spec.command),
    args: staticWords(spec.args),
    access: accessOf(spec),
    resources: resourcesOfPart(spec.resources, inherited),
  }));
