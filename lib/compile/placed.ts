import type { Manifest } from "../model/manifest.ts";

/** What an object belongs to; the layout turns it into a path. */
export type Place =
  | { readonly scope: "service"; readonly stack: string; readonly service: string }
  | { readonly scope: "platform"; readonly stack: string }
  | { readonly scope: "application"; readonly stack: string; readonly name: string }
  | { readonly scope: "argocd" };

/** A finished object and its place. */
export interface Placed {
  readonly place: Place;
  readonly manifest: Manifest;
}
