import type { Manifest } from "../model/manifest.ts";
import { PLATFORM } from "../model/object-names.ts";

/** The part of the fleet that an object belongs to. The layout derives the file's path from it. */
export type ObjectScope =
  | { readonly kind: "service"; readonly stack: string; readonly service: string }
  | { readonly kind: "platform"; readonly stack: string }
  | { readonly kind: "application"; readonly stack: string; readonly name: string }
  | { readonly kind: "argocd" }
  /** Its file, without extension. */
  | { readonly kind: "bootstrap"; readonly file: string };

/** A finished object and the part of the fleet that it belongs to. */
export interface CompiledObject {
  readonly scope: ObjectScope;
  readonly manifest: Manifest;
}

/** True if an object belongs to the platform of a stack, as its Application does. They travel together through a pipeline. */
export const isOfPlatform = ({ scope }: CompiledObject): boolean =>
  scope.kind === "platform" || (scope.kind === "application" && scope.name === PLATFORM);
