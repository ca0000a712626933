import { requiresDigest, type Tier } from "../model/tier.ts";

const PINNED = /@sha256:[0-9a-f]{64}$/;

/** Explains that a stack of the tier refuses an image without a digest. Returns undefined if it takes the image. */
export const unpinnedImage = (image: string, tier: Tier): string | undefined =>
  !requiresDigest(tier) || PINNED.test(image)
    ? undefined
    : `${image} has no digest; staging and prod require one: a tag can be pushed again`;
