import type { Manifest } from "../model/manifest.ts";

/** Narrows an object of `kubernetes-models`. Its types make `metadata` optional; every file of a kind sets it. */
export const asManifest = (object: object): Manifest => object as Manifest;
