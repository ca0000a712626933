import * as z from "zod/mini";
import { MANIFEST_KINDS, type ServiceManifests } from "../manifest-kinds.ts";
import { PLATFORM_KINDS, type PlatformManifests } from "../platform-kinds.ts";
import { functionOf } from "./schema-parts.ts";

/** Changes a copy of a finished manifest in place, or returns another manifest. If it returns null, it drops the object. */
export type Change<M> = (manifest: M) => M | null | void;

type Changes<M> = { readonly [K in keyof M]?: Change<M[K]> };

/** Changes to finished manifests of a service, by kind. Prefer a typed field: the rules for specs do not see a patch. */
export type Patch = Changes<ServiceManifests & Pick<PlatformManifests, "Application">>;

/** Changes to the finished manifests that a stack has once, and to all its Applications, by kind. */
export type PlatformPatch = Changes<PlatformManifests>;

const change = z.optional(functionOf("(manifest) => { ... }"));
const changes = (kinds: readonly string[]) => z.strictObject(Object.fromEntries(kinds.map((kind) => [kind, change])));

export const patchSchema = changes([...Object.keys(MANIFEST_KINDS), "Application"]);
export const platformPatchSchema = changes(Object.keys(PLATFORM_KINDS));
