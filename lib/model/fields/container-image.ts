import * as z from "zod/mini";
import { type Image, isImage } from "../image-spec.ts";

/** The image of a sidecar or an init container. It is a released image, or a full reference `repo:tag@sha256:...`. */
export type ContainerImage = string | Image;

export const containerImageSchema = z.union(
  [z.string(), z.custom(isImage)],
  'must be an image from defineImage, or a reference such as "repo:tag@sha256:..."',
);
