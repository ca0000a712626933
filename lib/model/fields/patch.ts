import * as z from "zod/mini";
import { MANIFEST_KINDS, type ServiceManifestKind, type ServiceManifests } from "../manifest-kinds.ts";
import { functionOf } from "./schema-parts.ts";

/**
 * Changes to finished manifests, by kind. A function gets a copy: it changes the copy in place, or returns another manifest.
 * Prefer a typed field: the rules for specs do not see a patch.
 */
export type Patch = { readonly [K in ServiceManifestKind]?: (manifest: ServiceManifests[K]) => ServiceManifests[K] | void };

const change = z.optional(functionOf("(manifest) => { ... }"));
export const patchSchema = z.strictObject(Object.fromEntries(Object.keys(MANIFEST_KINDS).map((kind) => [kind, change])));
