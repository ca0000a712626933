import * as z from "zod/mini";

/** The fields of a released image. */
export interface ImageInput {
  /** The email address of the owner. */
  readonly owner: string;
  /** The image repository, without tag and digest. The stack's lock has both. */
  readonly image: string;
  /** Other image repositories that its releases may come from. @default none */
  readonly imagesFrom?: readonly string[];
}

/** A released image: sidecars and init containers of several services run it, and its releases are recorded. */
export interface Image {
  readonly kind: "image";
  readonly name: string;
  /** The input as written. Untyped code may have written it, so the rules check it first. */
  readonly input: ImageInput;
}

/**
 * Describes an image for sidecars and init containers: `export default defineImage("envoy", { ... })` in `services/envoy.ts`.
 * Its releases are recorded, held and rolled back as those of a service. It has no workload.
 * It never throws. `fairlead` reports every mistake that the compiler could not refuse.
 * @param name the name of the file: a DNS label of at most 40 characters
 */
export const defineImage = (name: string, input: ImageInput): Image => ({ kind: "image", name, input });

/** True if `defineImage` returned the value. */
export const isImage = (value: unknown): value is Image =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "image" && "input" in value;

/** The schema of an image, for input that the compiler has not checked. */
export const imageSchema = z.strictObject({ owner: z.string(), image: z.string(), imagesFrom: z.optional(z.array(z.string())) });
