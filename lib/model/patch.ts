import type { ServiceManifestKind, ServiceManifests } from "./manifest-kinds.ts";

/**
 * Changes to finished manifests, by kind. A function gets a copy: it changes the copy in place, or returns another manifest.
 * Prefer a typed field: the rules for specs do not see a patch.
 */
export type Patch = { readonly [K in ServiceManifestKind]?: (manifest: ServiceManifests[K]) => ServiceManifests[K] | void };
