import * as fc from "fast-check";
import { defineImage, exec } from "../lib/index.ts";
import type { Fields } from "./fleets.ts";

/** A released image. Its name collides with that of no service. */
export const ENVOY = { file: "services/zz-envoy.ts", image: defineImage("zz-envoy", { owner: "a@example.com", image: "docker.io/envoy" }) };

const pinned = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `registry.example.com/tools@sha256:${hex}`);

/** An image of a sidecar or an init container. */
export const anyImage = fc.oneof(fc.constant(ENVOY.image), pinned);

/** Returns sidecars by name, and one in front of a port. No init container has one of the names. */
export const sidecarsWith = (sidecars: Readonly<Record<string, unknown>>, port: string | undefined): Fields => ({
  ...Object.fromEntries(Object.entries(sidecars).map(([name, each]) => [`${name}-s`, each])),
  ...(port === undefined
    ? {}
    : { "front-s": { image: ENVOY.image, ports: [port], health: { readiness: exec(["ready"]), liveness: exec(["alive"]) } } }),
});

/** The environment of an init container: its variables, those of the service, or none. */
export const partEnv = fc.oneof(
  fc.constant({ PART: "init" }),
  fc.constant(({ env }: { readonly env: Fields }) => ({ ...env, PART: "init" })),
);
