import * as z from "zod/mini";
import { type Access, type AccessInput, accessOf, accessShape } from "./access.ts";
import type { ContainerImage } from "./container-image.ts";
import { containerImageSchema } from "./container-image.ts";
import { type Health, type HealthInput, healthOf, healthSchema } from "./health.ts";
import type { Calls } from "./calls.ts";
import type { Needs } from "../needs/registry.ts";
import type { Port, Ports } from "./ports.ts";
import { type Resources, type ResourcesInput, resourcesOf, resourcesSchema } from "./resources.ts";
import { commandInputSchema, staticWords, type WordsInput, wordsInputSchema } from "./words.ts";

/**
 * A program that runs beside the service's container in each pod. It starts after the init containers and before the service's
 * container, and stops after it. It has the service's config files and volumes, but its own environment and no secrets by default.
 */
export interface SidecarInput<P, N, C> extends AccessInput<P, N, C> {
  /** An image from `defineImage`, or a full reference: `repo:tag@sha256:...`. @default the service's image; then `command` or `args` is required */
  readonly image?: ContainerImage;
  /** The command, or a function as in the service's `command`. @default the image's command */
  readonly command?: WordsInput<P, N, C>;
  /** Arguments of the command, or a function. @default the image's arguments */
  readonly args?: WordsInput<P, N, C>;
  /** The service's ports that the sidecar listens on, in place of the service's container. @default none */
  readonly ports?: readonly NoInfer<keyof P & string>[];
  /** @default 100m, 128Mi and 1Gi; see `ResourcesInput` for the limits */
  readonly resources?: ResourcesInput;
  /** @default checks of the sidecar's first TCP port; none without one. A path is "/healthz" by default */
  readonly health?: HealthInput<NoInfer<keyof P & string>>;
}

/** A sidecar with every default applied, without its environment. */
export interface Sidecar {
  readonly name: string;
  readonly image: ContainerImage | undefined;
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** The names of ports. A rule checks that the service has them. */
  readonly ports: readonly string[];
  readonly resources: Resources;
  readonly access: Access;
  readonly health: Health;
}

/** Sidecars by name. */
export type SidecarsInput<P, N, C> = Readonly<Record<string, SidecarInput<P, N, C>>>;

export const sidecarsSchema = z.record(
  z.string(),
  z.strictObject({
    image: z.optional(containerImageSchema),
    command: z.optional(commandInputSchema),
    args: z.optional(wordsInputSchema),
    ports: z.optional(z.array(z.string())),
    ...accessShape,
    resources: z.optional(resourcesSchema),
    health: z.optional(healthSchema),
  }),
);

/** Lists the sidecars by name, without their environment. `ports` are the ports of the service. */
export const sidecarsOf = (input: SidecarsInput<Ports, Needs, Calls> = {}, ports: readonly Port[]): readonly Sidecar[] =>
  Object.entries(input).map(([name, spec]) => ({
    name,
    image: spec.image,
    command: staticWords(spec.command),
    args: staticWords(spec.args),
    access: accessOf(spec),
    ports: spec.ports ?? [],
    resources: resourcesOf(spec.resources),
    health: healthOf(
      spec.health,
      ports.find(({ name: port, protocol }) => spec.ports?.includes(port) && protocol !== "udp"),
    ),
  }));
