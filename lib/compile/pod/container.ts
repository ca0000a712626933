import type { IContainer } from "kubernetes-models/v1";
import type { Access } from "../../model/fields/access.ts";
import type { ContainerImage } from "../../model/fields/container-image.ts";
import { type Port, transportOf } from "../../model/fields/ports.ts";
import type { Resources } from "../../model/fields/resources.ts";
import type { Part } from "../../model/parts.ts";
import type { ServiceContext } from "../service-context.ts";
import { terminationOf } from "./lifecycle.ts";
import { containerSecurity } from "./security-context.ts";
import { containerMounts } from "./volumes.ts";

/** The parts in which the containers of a service differ. */
export interface ContainerPlan {
  readonly name: string;
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly resources: Resources;
  /** The things of the service that the container gets. @default all */
  readonly access?: Access;
}

/** Builds a container of a service, an init container or a job. */
export function containerOf(context: ServiceContext, plan: ContainerPlan): IContainer {
  const { limits, requests } = plan.resources;
  const extended = extendedOf(plan.resources);
  return {
    ...(plan.args.length === 0 ? {} : { args: [...plan.args] }),
    ...(plan.command.length === 0 ? {} : { command: [...plan.command] }),
    ...(context.envEntries.length === 0 ? {} : { env: [...context.envEntries] }),
    ...(context.env === undefined ? {} : { envFrom: [{ configMapRef: { name: context.env.name } }] }),
    image: plan.image,
    imagePullPolicy: "Always",
    name: plan.name,
    resources: {
      limits: { cpu: limits.cpu, "ephemeral-storage": limits.storage, memory: limits.memory, ...extended },
      requests: { cpu: requests.cpu, "ephemeral-storage": requests.storage, memory: requests.memory, ...extended },
    },
    securityContext: containerSecurity(context.service),
    ...terminationOf(context.service),
    ...containerMounts(context, plan),
  };
}

/** Returns the full reference of a container's image. `undefined` is the service's own. */
export const imageOf = ({ image: own, images }: ServiceContext, image: ContainerImage | undefined): string =>
  image === undefined ? own : typeof image === "string" ? image : (images.get(image.name) ?? "");

/** Returns the field of the ports that a container listens on. Leaves it out if there are none. */
export const containerPorts = (ports: readonly Port[]): Pick<IContainer, "ports"> =>
  ports.length === 0 ? {} : { ports: ports.map((port) => ({ containerPort: port.port, name: port.name, protocol: transportOf(port) })) };

/** Returns the extended resources as quantities. They cannot be overcommitted, so the limit equals the request. */
const extendedOf = ({ extended }: Resources): Readonly<Record<string, string>> | undefined =>
  extended === undefined ? undefined : Object.fromEntries(Object.entries(extended).map(([name, count]) => [name, String(count)]));

/** Builds the container that runs the service's image. */
export const mainContainer = (context: ServiceContext): IContainer => containerOf(context, { ...context.service, image: context.image });

/** Builds an init container or a sidecar. It runs the service's image by default, and has a separate environment. */
export const partContainer = (context: ServiceContext, part: Part): IContainer =>
  containerOf(
    { ...context, env: context.partEnv.get(part.name), envEntries: context.partEntries.get(part.name) ?? [] },
    { ...part, image: imageOf(context, part.image) },
  );
